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
        // By employee alone: the keys come in their order, and nothing has to be sorted.
        var done = await keys.Join(Contacts.Activities(db, days), k => k, a => new { UserId = a.AssignedToId, a.ClientId }, (_, a) => a).GroupBy(a => a.AssignedToId)
            .Select(g => new { UserId = g.Key, Tally = new Tally(g.Count(a => a.Type == ActivityType.Meeting), g.Count(a => a.Type == ActivityType.Phone), g.Count(a => a.Type == ActivityType.Email)) })
            .ToListAsync(ct);
        var talks = await keys.Join(Contacts.Calls(db, days), k => k, c => new { UserId = c.UserId!.Value, ClientId = c.ClientId!.Value }, (k, _) => k)
            .GroupBy(k => k.UserId).Select(g => new { UserId = g.Key, Tally = new Tally(0, g.Count(), 0) }).ToListAsync(ct);
        return done.Concat(talks).GroupBy(x => x.UserId).ToDictionary(g => g.Key, g => g.Aggregate(default(Tally), (sum, x) => sum + x.Tally));
    }
}
