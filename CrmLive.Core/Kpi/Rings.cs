using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>K2, K3: the two rings of an employee.</summary>
internal readonly record struct Rings(Ring Clients, Ring Key)
{
    public static Rings operator +(Rings a, Rings b) => new(a.Clients + b.Clients, a.Key + b.Key);

    /// <summary>Counted by the database; the few clients whom somebody had twice are read, so that they are one.</summary>
    public static async Task<Dictionary<int, Rings>> OfAsync(CrmDbContext db, IQueryable<User> users, IQueryable<AdvisorSpell> spells, UtcRange days, CancellationToken ct)
    {
        var once = spells.Where(s => !s.Again);
        var keys = await CountAsync(once.Where(s => s.IsKey));
        var ended = await CountAsync(once.Where(s => s.Until > days.FromUtc));
        var again = (await spells.Where(s => s.Again).Of(db, days).ToListAsync(ct)).Distinct();
        return (await LastingAsync(db, users, days, ct)).Concat(ended.Select(g => (UserId: g.Key, Rings: new Rings(g.Value, default))))
            .Concat(keys.Select(g => (UserId: g.Key, Rings: new Rings(default, g.Value))))
            .Concat(again.Select(c => (c.UserId, Rings: Of(c))))
            .GroupBy(x => x.UserId).ToDictionary(g => g.Key, g => g.Aggregate(default(Rings), (sum, x) => sum + x.Rings));

        Task<Dictionary<int, Ring>> CountAsync(IQueryable<AdvisorSpell> some) => some.Of(db, days)
            .GroupBy(c => c.UserId).Select(g => new { g.Key, Ring = new Ring(g.Count(c => c.Covered), g.Count()) }).ToDictionaryAsync(g => g.Key, g => g.Ring, ct);
    }

    /// <summary>
    /// Nearly all spells last, and most began before the period ended and were not reached after it. So all are counted, and reached in it, each along an index and
    /// without a look at a row; who came only after it is taken off again. To ask each row for its dates takes more than twice as long.
    /// </summary>
    private static async Task<IEnumerable<(int UserId, Rings Rings)>> LastingAsync(CrmDbContext db, IQueryable<User> users, UtcRange days, CancellationToken ct)
    {
        var lasting = db.Set<AdvisorSpell>().Where(s => s.Until == null && !s.Again);
        var reached = lasting.Where(s => s.ContactAt >= days.FromUtc && s.ContactAt < days.ToUtc);
        var reachedLater = lasting.Where(s => s.ContactAt >= days.ToUtc && s.Since < days.ToUtc).Of(db, days).Where(c => c.Covered);
        var counts = await users.Select(u => new
        {
            u.Id,
            All = lasting.Count(s => s.UserId == u.Id) - lasting.Count(s => s.UserId == u.Id && s.Since >= days.ToUtc),
            Covered = reached.Count(s => s.UserId == u.Id) - reached.Count(s => s.UserId == u.Id && s.Since >= days.ToUtc) + reachedLater.Count(c => c.UserId == u.Id),
        }).ToListAsync(ct);
        return counts.Where(c => c.All > 0).Select(c => (c.Id, new Rings(new(c.Covered, c.All), default)));
    }

    private static Rings Of(Cared client)
    {
        var one = new Ring(client.Covered ? 1 : 0, 1);
        return new(one, client.IsKey ? one : default);
    }
}
