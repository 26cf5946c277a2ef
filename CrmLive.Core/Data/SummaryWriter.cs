using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

/// <summary>Finds kept facts again, after the rows are written and before the commit.</summary>
internal sealed class SummaryWriter(DbConnection connection, DbTransaction transaction, DatabaseKind kind) : IAsyncDisposable
{
    // A statement for all rows of a save: of an import's chunk there are thousands.
    private readonly Dictionary<string, DbCommand> _commands = [];

    public async Task RefreshAsync(IEnumerable<(Summary Summary, int Id, bool Joined)> touched, PendingChanges changes, DateTime now, CancellationToken ct)
    {
        var rows = touched.GroupBy(t => (t.Summary, t.Id)).Select(same => (same.Key.Summary, same.Key.Id, Joined: same.Any(t => t.Joined)));
        // Ordered, so that two writers of PostgreSQL take the row locks in the same order.
        foreach (var (summary, id, joined) in rows.OrderBy(t => t.Summary.Table, StringComparer.Ordinal).ThenBy(t => t.Id))
        {
            if (kind == DatabaseKind.Postgres)
            {
                // In a statement of its own: the next one then sees what a colleague, who held the row until now, has committed.
                await (await CommandAsync($"""SELECT 1 FROM "{summary.Table}" WHERE "Id" = @Id FOR NO KEY UPDATE""", id, now, ct)).ExecuteNonQueryAsync(ct);
            }

            if (joined && summary.Takes is { } takes)
            {
                _ = await (await CommandAsync(takes, id, now, ct)).ExecuteScalarAsync(ct) ?? throw new DbUpdateConcurrencyException("What the new row belongs to takes none any more.");
            }

            foreach (var statement in summary.Statements)
            {
                if (await (await CommandAsync(statement, id, now, ct)).ExecuteScalarAsync(ct) is not null)
                {
                    changes.Ring(summary.Topic, id);
                }
            }
        }
    }

    private async ValueTask<DbCommand> CommandAsync(string sql, int id, DateTime now, CancellationToken ct)
    {
        if (_commands.TryGetValue(sql, out var known))
        {
            known.Set(id, now);
            return known;
        }

        var command = _commands[sql] = SqlText.Command(connection, transaction, sql, "Id", "At");
        command.Set(id, now);
        if (kind == DatabaseKind.Postgres)
        {
            // To plan one of these takes longer than to carry it out; the connection keeps the plan from save to save.
            await command.PrepareAsync(ct);
        }

        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
        {
            await command.DisposeAsync();
        }
    }
}
