using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>K3: calls, e-mails and meetings of an employee with their own key clients.</summary>
internal static class KeyContacts
{
    public static async Task<Dictionary<int, Tally>> OfAsync(CrmDbContext db, IQueryable<AdvisorSpell> spells, UtcRange days, CancellationToken ct)
    {
        var keys = spells.Where(s => s.IsKey && s.ContactAt >= days.FromUtc).Select(s => new { s.UserId, s.ClientId }).Distinct();
        var done = await keys.Join(Contacts.Activities(db, days), k => k, a => new { UserId = a.AssignedToId, a.ClientId }, (_, a) => a)
            .GroupBy(a => new { UserId = a.AssignedToId, a.Type }).Select(g => new { g.Key.UserId, g.Key.Type, Count = g.Count() }).ToListAsync(ct);
        var talks = await keys.Join(Contacts.Calls(db, days), k => k, c => new { UserId = c.UserId!.Value, ClientId = c.ClientId!.Value }, (k, _) => k)
            .GroupBy(k => k.UserId).Select(g => new { UserId = g.Key, Count = g.Count() }).ToListAsync(ct);
        return done.Select(d => (d.UserId, Tally: Of(d.Type, d.Count))).Concat(talks.Select(t => (t.UserId, Tally: new Tally(0, t.Count, 0))))
            .GroupBy(x => x.UserId).ToDictionary(g => g.Key, g => g.Aggregate(default(Tally), (sum, x) => sum + x.Tally));
    }

    private static Tally Of(ActivityType type, int count) => type switch
    {
        ActivityType.Meeting => new(count, 0, 0),
        ActivityType.Email => new(0, 0, count),
        _ => new(0, count, 0),
    };
}
