using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

/// <summary>How far a client has come in the funnel.</summary>
public static class ClientStages
{
    /// <summary>Sets a status because of what happened: only ever forward, and never out of "finished". Going back is done by hand.</summary>
    public static async Task ReachStatusAsync(this CrmDbContext db, Client client, string key, CancellationToken ct)
    {
        if (client.FinishedAt is not null)
        {
            return;
        }

        var current = client.StatusId;
        var both = await db.Set<DictionaryEntry>()
            .Where(e => e.Kind == DictionaryKind.ClientStatus && (e.Id == current || e.Key == key))
            .Select(e => new { e.Id, e.Key, e.Position })
            .ToListAsync(ct);
        // The office may have put words of its own between ours: the order of the dictionary is the funnel.
        if (both.Find(s => s.Key == key) is { } reached && !(both.Find(s => s.Id == current)?.Position >= reached.Position))
        {
            client.StatusId = reached.Id;
        }
    }
}
