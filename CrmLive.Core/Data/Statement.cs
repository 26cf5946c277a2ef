using System.Data;
using System.Data.Common;

namespace CrmLive.Core.Data;

/// <summary>One statement for every row of a save: SQLite carries it out row by row, PostgreSQL gets all of them in one journey and plans it once a connection.</summary>
internal sealed class Statement(DbConnection connection, DbTransaction transaction, string sql, params IReadOnlyList<(string Name, DbType? Type)> parameters) : IAsyncDisposable
{
    private const int RowsAJourney = 500;

    private DbCommand? _command;

    /// <summary>What each row gave back first, in their order; null where it gave nothing.</summary>
    public Task<object?[]> RunAsync(IReadOnlyCollection<object?[]> rows, CancellationToken ct) =>
        connection.CanCreateBatch ? TogetherAsync(rows, ct) : OneByOneAsync(rows, ct);

    public ValueTask DisposeAsync() => _command?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<object?[]> OneByOneAsync(IReadOnlyCollection<object?[]> rows, CancellationToken ct)
    {
        _command ??= SqlText.Command(connection, transaction, sql, [.. parameters.Select(p => p.Name)]);
        var gave = new List<object?>(rows.Count);
        foreach (var row in rows)
        {
            _command.Set(row);
            gave.Add(await _command.ExecuteScalarAsync(ct));
        }

        return [.. gave];
    }

    private async Task<object?[]> TogetherAsync(IReadOnlyCollection<object?[]> rows, CancellationToken ct)
    {
        var gave = new object?[rows.Count];
        var next = 0;
        foreach (var together in rows.Chunk(RowsAJourney))
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach (var row in together)
            {
                batch.BatchCommands.Add(Filled(batch.CreateBatchCommand(), row));
            }

            await batch.PrepareAsync(ct);
            await using var reader = await batch.ExecuteReaderAsync(ct);
            for (var i = next; i < next + together.Length && reader.FieldCount > 0; i++)
            {
                gave[i] = await reader.ReadAsync(ct) ? reader.GetValue(0) : null;
                await reader.NextResultAsync(ct);
            }

            next += together.Length;
        }

        return gave;
    }

    private DbBatchCommand Filled(DbBatchCommand command, object?[] row)
    {
        command.CommandText = sql;
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = parameters[i].Name;
            parameter.Value = row[i] ?? DBNull.Value;
            if (parameters[i].Type is { } type)
            {
                // A plan is kept for one set of types, and what is null has none of its own.
                parameter.DbType = type;
            }

            command.Parameters.Add(parameter);
        }

        return command;
    }
}
