using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>K2, K3: the two rings of an employee.</summary>
internal readonly record struct Rings(Ring Clients, Ring Key)
{
    public static Rings operator +(Rings a, Rings b) => new(a.Clients + b.Clients, a.Key + b.Key);

    /// <summary>Counted by the database; the few clients whom somebody had twice are read, so that they are one.</summary>
    public static async Task<Dictionary<int, Rings>> OfAsync(CrmDbContext db, IQueryable<AdvisorSpell> spells, UtcRange days, CancellationToken ct)
    {
        var once = await spells.Where(s => !s.Again).Of(db, days).GroupBy(c => c.UserId)
            .Select(g => new { g.Key, All = g.Count(), Covered = g.Count(c => c.Covered), Keys = g.Count(c => c.IsKey), KeysCovered = g.Count(c => c.IsKey && c.Covered) })
            .ToListAsync(ct);
        var again = (await spells.Where(s => s.Again).Of(db, days).ToListAsync(ct)).Distinct();
        return once.Select(g => (UserId: g.Key, Rings: new Rings(new(g.Covered, g.All), new(g.KeysCovered, g.Keys))))
            .Concat(again.Select(c => (c.UserId, Rings: Of(c))))
            .GroupBy(x => x.UserId).ToDictionary(g => g.Key, g => g.Aggregate(default(Rings), (sum, x) => sum + x.Rings));
    }

    private static Rings Of(Cared client)
    {
        var one = new Ring(client.Covered ? 1 : 0, 1);
        return new(one, client.IsKey ? one : default);
    }
}
