using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

/// <summary>Finds kept facts again, after the rows are written and before the commit.</summary>
internal sealed class SummaryWriter(DbConnection connection, DbTransaction transaction, DatabaseKind kind, DateTime now)
{
    public async Task RefreshAsync(IReadOnlyCollection<(Summary Summary, int Id, bool Joined)> touched, PendingChanges changes, CancellationToken ct)
    {
        if (kind == DatabaseKind.Postgres)
        {
            await HoldAsync(touched, ct);
        }

        foreach (var of in touched.GroupBy(t => t.Summary))
        {
            var ids = of.Select(t => t.Id).Distinct().ToList();
            var joined = of.Where(t => t.Joined).Select(t => t.Id).Distinct().ToList();
            if (of.Key.Takes is { } takes && (await RunAsync(takes, joined, ct)).Contains(null))
            {
                throw new DbUpdateConcurrencyException("What the new row belongs to takes none any more.");
            }

            foreach (var statement in of.Key.Statements)
            {
                foreach (var (id, _) in ids.Zip(await RunAsync(statement, ids, ct)).Where(t => t.Second is not null))
                {
                    changes.Ring(of.Key.Topic, id);
                }
            }
        }
    }

    // In statements of their own: the next ones then see what a colleague, who held the row until now, has committed. Ordered, so that two writers take the locks in the same order.
    private async Task HoldAsync(IEnumerable<(Summary Summary, int Id, bool Joined)> touched, CancellationToken ct)
    {
        foreach (var table in touched.GroupBy(t => t.Summary.Table).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            await RunAsync($"""SELECT 1 FROM "{table.Key}" WHERE "Id" = @Id FOR NO KEY UPDATE""", [.. table.Select(t => t.Id).Distinct().Order()], ct);
        }
    }

    private async Task<object?[]> RunAsync(string sql, IReadOnlyCollection<int> ids, CancellationToken ct)
    {
        await using var statement = new Statement(connection, transaction, sql, ("Id", DbType.Int32), ("At", DbType.DateTime));
        return await statement.RunAsync([.. ids.Select(id => new object?[] { id, now })], ct);
    }
}
