using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>K2–K4: whom of their clients somebody reached, and whom they left without attention. Asked of the rows, so apart from the overview, which is not kept waiting.</summary>
public sealed class CoverageQueries(CrmDb crm)
{
    private const int MostRows = 200;

    /// <summary>A row for everybody the actor may see who had a client in the period.</summary>
    public async Task<IReadOnlyList<CoverageRow>> RingsAsync(Actor actor, UtcRange period, CancellationToken ct)
    {
        actor.Require(KpiPermissions.See);
        await using var db = crm.Open(actor);
        var days = Days(period);
        var seen = db.Set<User>().SeenBy(actor).Select(u => u.Id);
        var had = Had(db, days).Where(s => seen.Contains(s.UserId)).Select(s => new { s.UserId, s.ClientId, s.Client!.IsKey }).Distinct();
        var all = await had.GroupBy(s => s.UserId).Select(g => new { g.Key, All = g.Count(), Keys = g.Count(s => s.IsKey) }).ToListAsync(ct);
        var reached = Contacts.Reached(db, days);
        var covered = (await had.Join(reached, s => new { s.UserId, s.ClientId }, r => new { r.UserId, r.ClientId }, (s, _) => s)
                .GroupBy(s => s.UserId).Select(g => new { g.Key, All = g.Count(), Keys = g.Count(s => s.IsKey) }).ToListAsync(ct))
            .ToDictionary(g => g.Key);
        var withKey = await KeyContacts.OfAsync(db, days, ct);
        return
        [
            .. all.Select(g => (g, got: covered.GetValueOrDefault(g.Key)))
                .Select(x => new CoverageRow(x.g.Key, new(x.got?.All ?? 0, x.g.All), new(x.got?.Keys ?? 0, x.g.Keys), withKey.GetValueOrDefault(x.g.Key)))
                .OrderBy(row => row.UserId),
        ];
    }

    /// <summary>K4: a part of one employee's ring, the longest-neglected first. Of clients the actor may see.</summary>
    public async Task<IReadOnlyList<CoveredClient>> ClientsAsync(
        Actor actor, int userId, UtcRange period, RingPart part, bool keyOnly, CoveredAfter? after, int take, CancellationToken ct)
    {
        actor.Require(KpiPermissions.See);
        await using var db = crm.Open(actor);
        var days = Days(period);
        if (!await db.Set<User>().SeenBy(actor).AnyAsync(u => u.Id == userId, ct))
        {
            return [];
        }

        var had = Had(db, days).Where(s => s.UserId == userId).Select(s => s.ClientId);
        var reached = Contacts.Reached(db, days).Where(r => r.UserId == userId).Select(r => r.ClientId);
        var clients = db.Set<Client>().AsNoTracking().VisibleTo(actor).Where(c => had.Contains(c.Id));
        clients = part == RingPart.Covered ? clients.Where(c => reached.Contains(c.Id)) : clients.Where(c => !reached.Contains(c.Id));
        clients = keyOnly ? clients.Where(c => c.IsKey) : clients;
        var rows = await After(clients, after)
            // Never spoken to comes first on both databases, which disagree about where nothing belongs.
            .OrderBy(c => c.LastContactAt != null).ThenBy(c => c.LastContactAt).ThenBy(c => c.Id)
            .Take(Math.Clamp(take, 1, MostRows))
            .Select(c => new { c.Id, c.FirstName, c.LastName, c.Company, c.IsKey, c.LastContactAt, c.NextActivityAt })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(c => new CoveredClient
            {
                ClientId = c.Id, Name = Client.NameOf(c.FirstName, c.LastName, c.Company), IsKey = c.IsKey, LastContactAt = c.LastContactAt, NextActivityAt = c.NextActivityAt,
            }),
        ];
    }

    private static IQueryable<Client> After(IQueryable<Client> clients, CoveredAfter? after) => after switch
    {
        null => clients,
        { LastContactAt: null, ClientId: var id } => clients.Where(c => c.LastContactAt != null || c.Id > id),
        { LastContactAt: { } at, ClientId: var id } => clients.Where(c => c.LastContactAt > at || (c.LastContactAt == at && c.Id > id)),
    };

    /// <summary>Whose client it was at any time in the days; one found to be another (P13) is that other's.</summary>
    private static IQueryable<AdvisorSpell> Had(CrmDbContext db, UtcRange days) => db.Set<AdvisorSpell>().AsNoTracking()
        .Where(s => s.Since < days.ToUtc && (s.Until == null || s.Until > days.FromUtc) && s.Client!.MergedIntoId == null);

    private UtcRange Days(UtcRange period) => KpiPeriod.Of(crm.Office.Time, period) is var days ? crm.Office.Time.Days(days.First, days.Last) : default;
}
