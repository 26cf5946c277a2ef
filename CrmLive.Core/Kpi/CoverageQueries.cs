using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>K2–K4: whom of their clients somebody reached, and whom they left without attention. Asked of the spells, which keep what a ring wants to know.</summary>
public sealed class CoverageQueries(CrmDb crm)
{
    private const int MostRows = 200;

    /// <summary>A row for everybody the actor may see who had a client in the period.</summary>
    public async Task<IReadOnlyList<CoverageRow>> RingsAsync(Actor actor, UtcRange period, CancellationToken ct)
    {
        actor.Require(KpiPermissions.See);
        var days = Days(period);
        // Neither waits for the other: with many employees each takes a core for a while.
        var rings = Task.Run(() => AskAsync((db, users, cared) => Rings.OfAsync(db, users, cared, days, ct)), ct);
        var withKey = await AskAsync((db, _, cared) => KeyContacts.OfAsync(db, cared, days, ct));
        return [.. (await rings).OrderBy(r => r.Key).Select(r => new CoverageRow(r.Key, r.Value.Clients, r.Value.Key, withKey.GetValueOrDefault(r.Key)))];

        async Task<T> AskAsync<T>(Func<CrmDbContext, IQueryable<User>, IQueryable<AdvisorSpell>, Task<T>> ask)
        {
            await using var db = crm.Open(actor);
            var (users, cared) = (db.Set<User>().SeenBy(actor), Caring.Spells(db, days));
            var seen = users.Select(u => u.Id);
            return await ask(db, users, actor.Scope == Scope.All ? cared : cared.Where(s => seen.Contains(s.UserId)));
        }
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

        var had = Caring.Spells(db, days).Where(s => s.UserId == userId).Of(db, days).Where(c => c.Covered == (part == RingPart.Covered)).Select(c => c.ClientId);
        var clients = db.Set<Client>().AsNoTracking().VisibleTo(actor).Where(c => had.Contains(c.Id));
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

    private UtcRange Days(UtcRange period) => KpiPeriod.Of(crm.Office.Time, period) is var days ? crm.Office.Time.Days(days.First, days.Last) : default;
}
