using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CrmLive.Core.Data;

/// <summary>
/// Many rows at once into an empty database, past EF's change tracker and with ids already given: prepared inserts on SQLite, COPY on
/// PostgreSQL, columns and conversions from EF's own model. One transaction: a start that is killed in the middle leaves nothing.
/// </summary>
internal sealed class BulkLoad : IAsyncDisposable
{
    private readonly CrmDb _crm;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly IModel _model;

    private BulkLoad(CrmDb crm, DbConnection connection, DbTransaction transaction, IModel model) =>
        (_crm, _connection, _transaction, _model) = (crm, connection, transaction, model);

    public static async Task<BulkLoad> BeginAsync(CrmDb crm, CancellationToken ct)
    {
        await using var db = crm.Open(Access.Actor.System);
        var model = db.Model;
        await crm.Gate.EnterAsync(ct);
        try
        {
            var connection = await crm.ConnectAsync(ct);
            return new BulkLoad(crm, connection, await connection.BeginTransactionAsync(ct), model);
        }
        catch
        {
            crm.Gate.Leave();
            throw;
        }
    }

    public async Task AddAsync<T>(IEnumerable<T> rows, CancellationToken ct)
        where T : class
    {
        var table = new BulkTable(_model.FindEntityType(typeof(T))!);
        if (_connection is NpgsqlConnection postgres)
        {
            await CopyAsync(postgres, table, rows, ct);
        }
        else
        {
            await InsertAsync(table, rows);
        }

        if (typeof(T).IsAssignableTo(typeof(IFindable)))
        {
            await AddAsync(rows.Cast<IFindable>().SelectMany(row => row.FindKeys()), ct);
        }
    }

    /// <summary>Until this load ends nobody else adds to the table.</summary>
    public async Task<bool> IsEmptyAsync<T>(CancellationToken ct)
    {
        var table = new BulkTable(_model.FindEntityType(typeof(T))!).Name;
        if (_crm.Kind == DatabaseKind.Postgres)
        {
            await using var alone = SqlText.Command(_connection, _transaction, $"LOCK TABLE \"{table}\" IN SHARE ROW EXCLUSIVE MODE");
            await alone.ExecuteNonQueryAsync(ct);
        }

        await using var any = SqlText.Command(_connection, _transaction, $"SELECT count(*) FROM (SELECT 1 FROM \"{table}\" LIMIT 1) AS one");
        return Convert.ToInt32(await any.ExecuteScalarAsync(ct), null) == 0;
    }

    /// <summary>
    /// Durable from here on, and measured: without statistics the planner would walk tables it should look up, and until PostgreSQL has
    /// swept a new table, which it does a minute later by itself, it reads the row behind each entry of an index.
    /// </summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        await _transaction.CommitAsync(ct);
        await using var analyze = SqlText.Command(_connection, null, _crm.Kind == DatabaseKind.Postgres ? "VACUUM (ANALYZE)" : "ANALYZE");
        await analyze.ExecuteNonQueryAsync(ct);
        if (_crm.Kind == DatabaseKind.Sqlite)
        {
            // Else the log would stay as large as all that was loaded.
            await using var checkpoint = SqlText.Command(_connection, null, "PRAGMA wal_checkpoint(TRUNCATE)");
            await checkpoint.ExecuteNonQueryAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
            await _connection.DisposeAsync();
        }
        finally
        {
            _crm.Gate.Leave();
        }
    }

    private async Task InsertAsync<T>(BulkTable table, IEnumerable<T> rows)
        where T : class
    {
        await using var insert = (SqliteCommand)SqlText.Command(_connection, _transaction, table.Insert, table.ParameterNames);
        insert.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                insert.Parameters[i].Value = table.Columns[i].Read(row) ?? DBNull.Value;
            }

            // SQLite has nothing to wait for: awaiting each of half a million rows costs more than the row.
            insert.ExecuteNonQuery();
        }
    }

    private static async Task CopyAsync<T>(NpgsqlConnection postgres, BulkTable table, IEnumerable<T> rows, CancellationToken ct)
        where T : class
    {
        await using (var copy = await postgres.BeginBinaryImportAsync(table.Copy, ct))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                foreach (var column in table.Columns)
                {
                    if (column.Read(row) is { } value)
                    {
                        await copy.WriteAsync(value, column.StoreType, ct);
                    }
                    else
                    {
                        await copy.WriteNullAsync(ct);
                    }
                }
            }

            await copy.CompleteAsync(ct);
        }

        if (table.Sequence is { } sequence)
        {
            await using var next = SqlText.Command(postgres, null, sequence);
            await next.ExecuteNonQueryAsync(ct);
        }
    }
}
