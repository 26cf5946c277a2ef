using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

/// <summary>Finds kept facts again, after the rows are written and before the commit.</summary>
internal static class SummaryWriter
{
    public static async Task RefreshAsync(
        DbConnection connection, DbTransaction transaction, IEnumerable<(Summary Summary, int Id, bool Joined)> touched, PendingChanges changes, DateTime now, DatabaseKind kind, CancellationToken ct)
    {
        var rows = touched.GroupBy(t => (t.Summary, t.Id)).Select(same => (same.Key.Summary, same.Key.Id, Joined: same.Any(t => t.Joined)));
        // Ordered, so that two writers of PostgreSQL take the row locks in the same order.
        foreach (var (summary, id, joined) in rows.OrderBy(t => t.Summary.Table, StringComparer.Ordinal).ThenBy(t => t.Id))
        {
            if (kind == DatabaseKind.Postgres)
            {
                // In a statement of its own: the next one then sees what a colleague, who held the row until now, has committed.
                await using var hold = SqlText.Command(connection, transaction, $"""SELECT 1 FROM "{summary.Table}" WHERE "Id" = @Id FOR NO KEY UPDATE""", "Id");
                hold.Set(id);
                await hold.ExecuteNonQueryAsync(ct);
            }

            if (joined && summary.Takes is { } takes)
            {
                await using var ask = SqlText.Command(connection, transaction, takes, "Id");
                ask.Set(id);
                _ = await ask.ExecuteScalarAsync(ct) ?? throw new DbUpdateConcurrencyException("What the new row belongs to takes none any more.");
            }

            foreach (var statement in summary.Statements)
            {
                await using var refresh = SqlText.Command(connection, transaction, statement, "Id", "At");
                refresh.Set(id, now);
                if (await refresh.ExecuteScalarAsync(ct) is not null)
                {
                    changes.Ring(summary.Topic, id);
                }
            }
        }
    }
}
