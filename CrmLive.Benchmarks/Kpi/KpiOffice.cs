using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Benchmarks.Kpi;

/// <summary>Five hundred employees and millions of activities on SQLite. Made once: the file stays in the temp folder, under the name of its size and of the last migration.</summary>
public sealed class KpiOffice : IAsyncDisposable
{
    public const int Employees = 500;

    private static readonly DateTime Now = new(2026, 11, 19, 12, 0, 0, DateTimeKind.Utc);

    private readonly InProcessLiveBus _bus = new();
    private readonly DatabaseStart _start;

    private KpiOffice(string folder)
    {
        Crm = new CrmDb(
            new DataOptions { Folder = folder }, _bus, new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))), new Standing(Now));
        _start = new DatabaseStart(Crm);
    }

    public CrmDb Crm { get; }

    /// <summary>The employees' ids are consecutive.</summary>
    public int FirstEmployee { get; private set; }

    public static async Task<KpiOffice> OpenAsync(int activities, Report report, CancellationToken ct)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crmlive-bench-kpi-{activities}-{LastMigration()}");
        var whole = Path.Combine(folder, "whole");
        if (Directory.Exists(folder) && !File.Exists(whole))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var office = new KpiOffice(folder);
        await office._start.PrepareAsync(ct);
        if (!File.Exists(whole))
        {
            await office.FillAsync(activities, report, ct);
            await File.WriteAllTextAsync(whole, "", ct);
        }

        await using var db = office.Crm.Open(Actor.System);
        office.FirstEmployee = await db.Set<User>().MinAsync(u => u.Id, ct);
        return office;
    }

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        await _bus.DisposeAsync();
        _start.Dispose();
    }

    private static string LastMigration()
    {
        using var db = new SqliteCrmDbContext(new DbContextOptionsBuilder<SqliteCrmDbContext>().UseSqlite().Options);
        return db.Database.GetMigrations().Last();
    }

    private async Task FillAsync(int activities, Report report, CancellationToken ct)
    {
        await new FirstOffice(Crm, new PermissionCatalog([UserPermissions.Group, OfficePermissions.Group, ClientPermissions.Group, KpiPermissions.Group]))
            .CreateAsync(new OfficeSettings { Name = "Benchmark" }, null, ct);
        await using (var db = Crm.Open(Actor.System))
        {
            var role = await db.Set<Role>().Where(r => r.Key == "advisor").Select(r => r.Id).FirstAsync(ct);
            db.AddRange(Enumerable.Range(1, Employees).Select(n => new User { FirstName = "Advisor", LastName = $"Number{n}", UserName = $"a{n}", NormalizedUserName = $"A{n}", RoleId = role }));
            await db.SaveChangesAsync(ct);
            FirstEmployee = await db.Set<User>().MinAsync(u => u.Id, ct);
        }

        // Without its log the file wants to be alone.
        SqliteConnection.ClearAllPools();
        await using var connection = new SqliteConnection($"Data Source={Crm.Options.DatabaseFile};Pooling=False");
        await connection.OpenAsync(ct);
        foreach (var (what, sql) in Years.Sql(FirstEmployee, Employees, activities, await IndexesAsync(connection, ct)))
        {
            var begun = System.Diagnostics.Stopwatch.GetTimestamp();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(ct);
            report.Say($"  {what}: {System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");
        }
    }

    private static async Task<List<(string Name, string Sql)>> IndexesAsync(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Activities' AND sql IS NOT NULL";
        var indexes = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        return indexes;
    }

    private sealed class Standing(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
