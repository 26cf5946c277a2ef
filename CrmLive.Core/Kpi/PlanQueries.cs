using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>K6: the grid of employees and weeks.</summary>
public sealed class PlanQueries(CrmDb crm)
{
    public const int MostWeeks = 53;

    /// <summary>Everybody who may be given a plan, by name: whose role serves clients, or who has one already.</summary>
    public async Task<IReadOnlyList<PlanLine>> GridAsync(Actor actor, DateOnly week, int weeks, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Plan);
        await using var db = crm.Open(actor);
        var mondays = Enumerable.Range(0, Math.Clamp(weeks, 1, MostWeeks)).Select(i => OfficeTime.MondayOf(week).AddDays(7 * i)).ToList();
        var (first, last) = (mondays[0], mondays[^1]);
        var roles = (await db.Set<RolePlan>().AsNoTracking().Where(p => p.FromWeek <= last).ToListAsync(ct)).ToLookup(p => p.RoleId);
        var withDefault = roles.Select(r => r.Key).ToList();
        var people = await db.Set<User>().AsNoTracking().SeenBy(actor)
            .Where(u => db.Set<Plan>().Any(p => p.UserId == u.Id && p.Week >= first && p.Week <= last)
                || (!u.Retired && (u.Role!.Key == KpiScope.Sellers || withDefault.Contains(u.RoleId))))
            .OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id)
            .Select(u => new { u.Id, u.FirstName, u.LastName, u.RoleId }).ToListAsync(ct);
        var plans = (await db.Set<Plan>().AsNoTracking().Where(p => p.Week >= first && p.Week <= last).ToListAsync(ct)).ToDictionary(p => (p.UserId, p.Week));
        return [.. people.Select(u => new PlanLine(u.Id, $"{u.FirstName} {u.LastName}", [.. mondays.Select(monday => Week(plans.GetValueOrDefault((u.Id, monday)), roles[u.RoleId], monday))]))];
    }

    /// <summary>Every role with the defaults it has had.</summary>
    public async Task<IReadOnlyList<RoleDefaults>> OfRolesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Plan);
        await using var db = crm.Open(actor);
        var plans = (await db.Set<RolePlan>().AsNoTracking().OrderBy(p => p.FromWeek).ToListAsync(ct)).ToLookup(p => p.RoleId);
        var roles = await db.Set<Role>().AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.Id, r.Key, r.Name }).ToListAsync(ct);
        return [.. roles.Select(r => new RoleDefaults(r.Id, r.Key, r.Name, [.. plans[r.Id]]))];
    }

    private static PlannedWeek Week(Plan? own, IEnumerable<RolePlan> ofRole, DateOnly monday)
    {
        var usual = ofRole.Where(p => p.FromWeek <= monday).MaxBy(p => p.FromWeek);
        return new(
            monday, own?.Version ?? 0,
            own is null ? null : new(own.Meetings, own.Calls, own.Emails, own.Total),
            usual is null ? null : new(usual.Meetings, usual.Calls, usual.Emails, usual.Total));
    }
}
