using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Live;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace CrmLive.Core.Data;

/// <summary>The way to the database: one context per operation, with the actor it acts for.</summary>
public sealed class CrmDb : IAsyncDisposable
{
    private readonly Func<CrmDbContext> _open;
    private readonly NpgsqlDataSource? _postgres;

    public CrmDb(DataOptions options, ILiveBus bus, OfficeClock office, TimeProvider clock)
    {
        Options = options;
        Bus = bus;
        Office = office;
        Clock = clock;
        Gate = new WriteGate(options);
        Together = new SharedSave(this);
        SqliteConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = options.DatabaseFile,
            DefaultTimeout = options.BusySeconds,
            // A file that vanishes while we run is missed, and not quietly begun anew.
            Mode = File.Exists(options.DatabaseFile) ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
        }.ToString();
        var changes = new ChangeInterceptor(options.Kind, Gate, bus, office, clock);
        if (options.Kind == DatabaseKind.Postgres)
        {
            _postgres = NpgsqlDataSource.Create(Planned(options.Postgres!));
            var factory = new PooledDbContextFactory<PostgresCrmDbContext>(
                new DbContextOptionsBuilder<PostgresCrmDbContext>().UseNpgsql(_postgres).AddInterceptors(changes).Options);
            _open = factory.CreateDbContext;
        }
        else
        {
            var factory = new PooledDbContextFactory<SqliteCrmDbContext>(
                new DbContextOptionsBuilder<SqliteCrmDbContext>().UseSqlite(SqliteConnectionString).AddInterceptors(changes, new SqlitePragmas()).Options);
            _open = factory.CreateDbContext;
        }
    }

    public DataOptions Options { get; }

    public DatabaseKind Kind => Options.Kind;

    public OfficeClock Office { get; }

    public TimeProvider Clock { get; }

    internal ILiveBus Bus { get; }

    internal WriteGate Gate { get; }

    /// <summary>For what many hand in at once.</summary>
    internal SharedSave Together { get; }

    internal NpgsqlDataSource? Postgres => _postgres;

    internal string SqliteConnectionString { get; }

    public CrmDbContext Open(Actor actor)
    {
        var db = _open();
        db.Reopen(actor);
        return db;
    }

    /// <summary>
    /// Compiling a question to machine code costs PostgreSQL more than any of ours takes, and untold it believes in turning disks, reads whole
    /// tables and calls helpers where a thousand look-ups are quicker. Whoever has set options of their own keeps them.
    /// </summary>
    private static string Planned(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        settings.Options ??= "-c jit=off -c random_page_cost=1.1 -c parallel_setup_cost=10000";
        return settings.ConnectionString;
    }

    /// <summary>For hand-written SQL: a connection with the same settings as EF's.</summary>
    internal async Task<DbConnection> ConnectAsync(CancellationToken ct)
    {
        if (_postgres is not null)
        {
            return await _postgres.OpenConnectionAsync(ct);
        }

        var connection = new SqliteConnection(SqliteConnectionString);
        await connection.OpenAsync(ct);
        SqlitePragmas.Apply(connection);
        return connection;
    }

    /// <summary>A transaction of hand-written statements that still goes the one path: journal, totals, doorbells.</summary>
    public async Task<DirectWrite> BeginDirectAsync(CancellationToken ct)
    {
        await Gate.EnterAsync(ct);
        try
        {
            var connection = await ConnectAsync(ct);
            return new DirectWrite(this, connection, await connection.BeginTransactionAsync(ct));
        }
        catch
        {
            Gate.Leave();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
        else
        {
            using var connection = new SqliteConnection(SqliteConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        Together.Dispose();
        Gate.Dispose();
    }
}
