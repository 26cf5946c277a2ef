using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;

namespace CrmLive.Core.Kpi;

/// <summary>A client of somebody's in a period, and whether they reached them in it.</summary>
internal sealed record Cared
{
    public int UserId { get; init; }
    public int ClientId { get; init; }
    public bool IsKey { get; init; }
    public bool Covered { get; init; }
}

internal static class Caring
{
    /// <summary>Whose client it was at any time in the days; a merge gives the spells of the one to the other (P13).</summary>
    public static IQueryable<AdvisorSpell> Spells(CrmDbContext db, UtcRange days) =>
        db.Set<AdvisorSpell>().Where(s => s.Since < days.ToUtc && (s.Until == null || s.Until > days.FromUtc));

    /// <summary>
    /// The last contact says it of nearly everybody. Only where somebody reached a client after the period, one has to look whether they did
    /// so within it too: in a period that is still going on that is nobody.
    /// </summary>
    public static IQueryable<Cared> Of(this IQueryable<AdvisorSpell> spells, CrmDbContext db, UtcRange days)
    {
        var activities = Contacts.Activities(db, days);
        var calls = Contacts.Calls(db, days);
        return spells.Select(s => new Cared
        {
            UserId = s.UserId,
            ClientId = s.ClientId,
            IsKey = s.IsKey,
            Covered = s.ContactAt >= days.FromUtc && (s.ContactAt < days.ToUtc
                || activities.Any(a => a.ClientId == s.ClientId && a.AssignedToId == s.UserId)
                || calls.Any(c => c.ClientId == s.ClientId && c.UserId == s.UserId)),
        });
    }
}
