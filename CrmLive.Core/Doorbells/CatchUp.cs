using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Doorbells;

/// <summary>For whoever missed doorbells: what changed since a sequence of the journal, as far as the actor may hear it.</summary>
public sealed class CatchUp(CrmDb crm, DoorbellFilter filter)
{
    private const int Most = 2_000;

    /// <summary>After a long absence, or a number the journal never reached (an older backup was restored), every topic rings as a whole.</summary>
    public async Task<MissedRings> SinceAsync(Actor actor, long seq, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var last = await db.Set<JournalEntry>().MaxAsync(e => (long?)e.Seq, ct) ?? 0;
        var entries = await db.Set<JournalEntry>()
            .Where(e => e.Seq > seq && e.Seq <= last)
            .OrderBy(e => e.Seq)
            .Select(e => new { e.Seq, e.Subject, e.SubjectId, e.ClientId })
            .Take(Most + 1)
            .ToListAsync(ct);
        var rings = seq > last || entries.Count > Most
            ? LiveSubjects.Everything(last)
            : entries
                .Select(e => LiveSubjects.Ring(e.Subject, e.SubjectId, e.ClientId, e.Seq))
                .OfType<LiveEvent>()
                .GroupBy(ring => (ring.Topic, ring.Id), (_, same) => same.Last())
                .ToList();
        return new MissedRings(last, await filter.NarrowAsync(actor, rings, ct));
    }
}

/// <param name="Seq">Ask from here the next time.</param>
public sealed record MissedRings(long Seq, IReadOnlyList<LiveEvent> Rings);
