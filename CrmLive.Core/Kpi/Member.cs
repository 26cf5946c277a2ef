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
        var (first, last) = (period.First, period.Last);
        var people = await db.Set<User>().AsNoTracking().RankedWith(actor)
            .OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id)
            .Select(u => new Employed(u.Id, u.FirstName + " " + u.LastName, u.RoleId, u.Role!.Key == KpiScope.Sellers, u.Retired, u.EmployedFrom, u.EmployedUntil)).ToListAsync(ct);
        var defaults = await db.Set<RolePlan>().AsNoTracking().Where(p => p.FromWeek <= last).ToListAsync(ct);
        var runs = Runs(period, people, defaults);
        var planned = await Planned.OfAsync(db, runs, ct);
        var away = await db.Set<Absence>().AsNoTracking().Where(a => a.From <= last && a.To >= first).OrderBy(a => a.From).Select(a => new Away(a.UserId, "", a.From, a.To)).ToListAsync(ct);
        return Of(time, period, runs, people, planned, defaults, away);
    }

    public static IReadOnlyList<WeekRun> Runs(KpiPeriod period, IReadOnlyCollection<Employed> people, IEnumerable<RolePlan> defaults) => WeekRun.Of(
        period,
        [
            .. defaults.Select(p => p.FromWeek),
            .. people.Select(person => person.From).OfType<DateOnly>(),
            .. people.Where(person => person.Until < period.Last).Select(person => person.Until!.Value.AddDays(1)),
        ]);

    /// <summary>In the order the people are given in.</summary>
    /// <param name="runs">Of this period, these people and these defaults.</param>
    public static IReadOnlyList<Member> Of(
        OfficeTime time, KpiPeriod period, IReadOnlyList<WeekRun> runs, IEnumerable<Employed> people, IEnumerable<Planned> planned, IEnumerable<RolePlan> defaults, IEnumerable<Away> allAway)
    {
        var away = allAway.ToLookup(a => a.UserId);
        var plans = planned.ToLookup(p => p.UserId);
        var ofRoles = defaults.ToLookup(p => p.RoleId).ToDictionary(role => role.Key, role => runs.ToDictionary(run => run, run => Default(role, run.First)));
        var shares = new Dictionary<KpiPeriod, Dictionary<WeekRun, decimal>>();
        return
        [
            .. from person in people
               let there = period.Within(person.From, person.Until)
               where !there.IsEmpty
               let own = plans[person.Id].ToDictionary(p => p.Run)
               // Gone, and nobody knows since when: only the weeks planned for them are theirs.
               let gone = person is { Retired: true, Until: null }
               let role = gone ? null : ofRoles.GetValueOrDefault(person.RoleId)
               where own.Count > 0 || role?.Values.Any(target => target is not null) == true || (person.Sells && !gone)
               select new Member(person.Id, person.Name, Sum(SharesOf(there), own, role), there, [.. away[person.Id]]),
        ];

        // Few ways of being there, as a rule one.
        Dictionary<WeekRun, decimal> SharesOf(KpiPeriod there) => shares.TryGetValue(there, out var known) ? known
            : shares[there] = runs.ToDictionary(run => run, run => WorkShare.OfWeek(time, run.First, there.First, there.Last));
    }

    private static Target? Default(IEnumerable<RolePlan> ofRole, DateOnly week) =>
        ofRole.Where(p => p.FromWeek <= week).MaxBy(p => p.FromWeek) is { } plan ? Target.Of(plan.Meetings, plan.Calls, plan.Emails, plan.Total) : null;

    private static Target Sum(Dictionary<WeekRun, decimal> shares, Dictionary<WeekRun, Planned> own, Dictionary<WeekRun, Target?>? role) => shares
        .Aggregate(default(Target), (sum, part) =>
        {
            var planned = own.GetValueOrDefault(part.Key);
            var usual = (role?.GetValueOrDefault(part.Key) ?? default) * (part.Key.Weeks - (planned?.Weeks ?? 0));
            return sum + (((planned?.Sum ?? default) + usual) * part.Value);
        }).Rounded();
}
