using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

/// <summary>Everything that ever happened about a client, read from the journal.</summary>
public sealed class ClientHistory(CrmDb crm)
{
    /// <summary>Newest first; the next page begins before the last Seq of this one. Empty when the actor may not see the client.</summary>
    public async Task<IReadOnlyList<JournalEntry>> PageAsync(Actor actor, int clientId, long? beforeSeq, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var visible = db.Set<Client>().VisibleTo(actor);
        return await db.Set<JournalEntry>().AsNoTracking()
            .Where(e => e.ClientId == clientId && (beforeSeq == null || e.Seq < beforeSeq) && visible.Any(c => c.Id == clientId))
            .OrderByDescending(e => e.Seq)
            .Take(take)
            .ToListAsync(ct);
    }
}
