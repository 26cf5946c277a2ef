using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>An employee of the sales department in a period, with what they were to reach in it, the days of it on which they were employed, and when they were away.</summary>
internal sealed record Member(int UserId, string Name, Target Plan, KpiPeriod There, IReadOnlyCollection<Away> Away);

/// <summary>What of an employee decides whether they belong to the sales department.</summary>
internal sealed record Employed(int Id, string Name, int RoleId, bool Sells, bool Retired, DateOnly? From, DateOnly? Until);

/// <summary>
/// Who belongs to the sales department: whoever has a plan in the period, or a role that has one or serves clients: who has no plan yet does not
/// drop off the board. Who came or left within it has the part of the plan that falls on their days, so that a colleague gone on Wednesday is not
/// gone from Monday's numbers.
/// </summary>
internal static class Department
{
    public static async Task<IReadOnlyList<Member>> MembersAsync(this CrmDbContext db, OfficeTime time, Actor actor, KpiPeriod period, CancellationToken ct)
    {
        var (from, to) = (period.FirstWeek, period.Last);
        var people = await db.Set<User>().AsNoTracking().RankedWith(actor)
            .OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id)
            .Select(u => new Employed(u.Id, u.FirstName + " " + u.LastName, u.RoleId, u.Role!.Key == KpiScope.Sellers, u.Retired, u.EmployedFrom, u.EmployedUntil)).ToListAsync(ct);
        var plans = await db.Set<Plan>().AsNoTracking().Where(p => p.Week >= from && p.Week <= to).ToListAsync(ct);
        var defaults = await db.Set<RolePlan>().AsNoTracking().Where(p => p.FromWeek <= to).ToListAsync(ct);
        var first = period.First;
        var away = await db.Set<Absence>().AsNoTracking().Where(a => a.From <= to && a.To >= first).OrderBy(a => a.From).Select(a => new Away(a.UserId, "", a.From, a.To)).ToListAsync(ct);
        return Of(time, period, people, plans, defaults, away);
    }

    /// <summary>In the order the people are given in; plans of other weeks say nothing.</summary>
    public static IReadOnlyList<Member> Of(
        OfficeTime time, KpiPeriod period, IEnumerable<Employed> people, IEnumerable<Plan> allPlans, IEnumerable<RolePlan> allDefaults, IEnumerable<Away> allAway)
    {
        var away = allAway.ToLookup(a => a.UserId);
        var plans = allPlans.Where(p => p.Week >= period.FirstWeek && p.Week <= period.Last).ToLookup(p => p.UserId, p => (p.Week, Target: Target.Of(p.Meetings, p.Calls, p.Emails, p.Total)));
        var shares = Shares(time, period, period);
        var ofRoles = allDefaults.ToLookup(p => p.RoleId).ToDictionary(role => role.Key, role => period.Weeks.ToDictionary(week => week, week => Default(role, week)));
        return
        [
            .. from person in people
               let there = period.Within(person.From, person.Until)
               where !there.IsEmpty
               let own = plans[person.Id].ToDictionary(p => p.Week, p => p.Target)
               // Gone, and nobody knows since when: only the weeks planned for them are theirs.
               let gone = person is { Retired: true, Until: null }
               let role = gone ? null : ofRoles.GetValueOrDefault(person.RoleId)
               where own.Count > 0 || role?.Values.Any(target => target is not null) == true || (person.Sells && !gone)
               select new Member(person.Id, person.Name, Sum(there == period ? shares : Shares(time, period, there), own, role), there, [.. away[person.Id]]),
        ];
    }

    private static Dictionary<DateOnly, decimal> Shares(OfficeTime time, KpiPeriod period, KpiPeriod there) =>
        period.Weeks.ToDictionary(week => week, week => WorkShare.OfWeek(time, week, there.First, there.Last));

    public static Target? Default(IEnumerable<RolePlan> ofRole, DateOnly week) =>
        ofRole.Where(p => p.FromWeek <= week).MaxBy(p => p.FromWeek) is { } plan ? Target.Of(plan.Meetings, plan.Calls, plan.Emails, plan.Total) : null;

    private static Target Sum(Dictionary<DateOnly, decimal> shares, Dictionary<DateOnly, Target> own, Dictionary<DateOnly, Target?>? role) => shares
        .Aggregate(default(Target), (sum, week) => own.TryGetValue(week.Key, out var plan) ? sum + plan * week.Value
            : role?.GetValueOrDefault(week.Key) is { } usual ? sum + usual * week.Value
            : sum).Rounded();
}
