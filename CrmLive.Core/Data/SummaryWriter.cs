using System.Data.Common;

namespace CrmLive.Core.Data;

/// <summary>Finds kept facts again, after the rows are written and before the commit.</summary>
internal static class SummaryWriter
{
    public static async Task RefreshAsync(
        DbConnection connection, DbTransaction transaction, IEnumerable<(Summary Summary, int Id)> touched, PendingChanges changes, DatabaseKind kind, CancellationToken ct)
    {
        // Ordered, so that two writers of PostgreSQL take the row locks in the same order.
        foreach (var (summary, id) in touched.Distinct().OrderBy(t => t.Summary.Table, StringComparer.Ordinal).ThenBy(t => t.Id))
        {
            if (kind == DatabaseKind.Postgres)
            {
                // In a statement of its own: the next one then sees what a colleague, who held the row until now, has committed.
                await using var hold = SqlText.Command(connection, transaction, $"""SELECT 1 FROM "{summary.Table}" WHERE "Id" = @Id FOR NO KEY UPDATE""", "Id");
                hold.Set(id);
                await hold.ExecuteNonQueryAsync(ct);
            }

            foreach (var statement in summary.Statements)
            {
                await using var refresh = SqlText.Command(connection, transaction, statement, "Id");
                refresh.Set(id);
                if (await refresh.ExecuteScalarAsync(ct) is not null)
                {
                    changes.Ring(summary.Topic, id);
                }
            }
        }
    }
}
