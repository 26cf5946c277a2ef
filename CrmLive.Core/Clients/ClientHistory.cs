using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

/// <summary>Everything that ever happened about a client, read from the journal.</summary>
public sealed class ClientHistory(CrmDb crm)
{
    /// <summary>Newest first; the next page begins before the last Seq of this one. Empty when the actor may not see the client.</summary>
    public async Task<IReadOnlyList<HistoryLine>> PageAsync(Actor actor, int clientId, long? beforeSeq, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var visible = db.Set<Client>().VisibleTo(actor);
        List<int> ids = [clientId, .. await MergedIntoAsync(db, clientId, ct)];
        var entries = await db.Set<JournalEntry>().AsNoTracking()
            .Where(e => e.ClientId != null && ids.Contains(e.ClientId.Value) && (beforeSeq == null || e.Seq < beforeSeq) && visible.Any(c => c.Id == clientId))
            .OrderByDescending(e => e.Seq)
            .Take(take)
            .ToListAsync(ct);
        return await new HistoryNames(db).ReadAsync(entries, ct);
    }

    /// <summary>Whoever was merged into the client, and into those: what happened to them happened to this one.</summary>
    private static async Task<IReadOnlyList<int>> MergedIntoAsync(CrmDbContext db, int clientId, CancellationToken ct)
    {
        var all = new List<int>();
        List<int> last = [clientId];
        while (last.Count > 0)
        {
            last = await db.Set<Client>().Where(c => c.MergedIntoId != null && last.Contains(c.MergedIntoId.Value) && !all.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
            all.AddRange(last);
        }

        return all;
    }
}
