using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Common;
using FsCheck.Xunit;

namespace CrmLive.Tests.Kpi;

public sealed class DepartmentProperties
{
    private static readonly DateOnly Start = At.Day("2026-03-02");

    /// <summary>Weeks are added up in runs; the second opinion goes week by week, as one would with a calendar.</summary>
    [Property(MaxTest = 300)]
    [Trait("Feature", "K6"), Trait("Feature", "K7")]
    public void What_an_employee_is_to_reach_is_what_one_adds_up_week_by_week(int seed)
    {
        var random = new Random(seed);
        var first = Start.AddDays(random.Next(0, 60));
        var period = new KpiPeriod(first, first.AddDays(random.Next(0, 120)));
        DateOnly Near() => first.AddDays(random.Next(-20, 140));
        var people = Enumerable.Range(1, 6).Select(id => new Employed(
            id, $"Person {id}", random.Next(1, 4), random.Next(2) == 0, random.Next(4) == 0, random.Next(2) == 0 ? Near() : null, random.Next(2) == 0 ? Near() : null)).ToList();
        var plans = (from person in people
                     from week in Enumerable.Range(-4, 30).Select(i => Start.AddDays(7 * i))
                     where random.Next(3) > 0
                     select new Plan { UserId = person.Id, Week = week, Meetings = random.Next(9), Calls = random.Next(40), Emails = random.Next(9), Total = random.Next(3) * 30 }).ToList();
        var defaults = Enumerable.Range(0, random.Next(5)).Select(_ => new RolePlan { RoleId = random.Next(1, 4), FromWeek = OfficeTime.MondayOf(Near()), Meetings = random.Next(9), Calls = random.Next(40) })
            .DistinctBy(p => (p.RoleId, p.FromWeek)).ToList();

        var runs = Department.Runs(period, people, defaults);
        var members = Department.Of(At.Warsaw, period, runs, people, Planned.Of(runs, plans), defaults, []);

        Assert.Equal(period.Weeks, runs.SelectMany(run => Enumerable.Range(0, run.Weeks).Select(i => run.First.AddDays(7 * i))));
        Assert.Equal(
            from person in people where Belongs(person, period, plans, defaults) select (person.Id, WeekByWeek(person, period, plans, defaults)),
            members.Select(member => (member.UserId, member.Plan)));
    }

    private static bool Belongs(Employed person, KpiPeriod period, List<Plan> plans, List<RolePlan> defaults) =>
        !(person.From > period.Last || person.Until < period.First || person.Until < person.From)
        && (plans.Exists(p => p.UserId == person.Id && period.Weeks.Contains(p.Week))
            || (!(person.Retired && person.Until is null) && (person.Sells || defaults.Exists(p => p.RoleId == person.RoleId && p.FromWeek <= period.Last))));

    private static Target WeekByWeek(Employed person, KpiPeriod period, List<Plan> plans, List<RolePlan> defaults)
    {
        var sum = default(Target);
        foreach (var week in period.Weeks)
        {
            var share = WorkShare.OfWeek(At.Warsaw, week, person.From > period.First ? person.From.Value : period.First, person.Until < period.Last ? person.Until.Value : period.Last);
            if (plans.Find(p => p.UserId == person.Id && p.Week == week) is { } own)
            {
                sum += Target.Of(own.Meetings, own.Calls, own.Emails, own.Total) * share;
            }
            else if (!(person.Retired && person.Until is null) && defaults.Where(p => p.RoleId == person.RoleId && p.FromWeek <= week).MaxBy(p => p.FromWeek) is { } usual)
            {
                sum += Target.Of(usual.Meetings, usual.Calls, usual.Emails, usual.Total) * share;
            }
        }

        return sum.Rounded();
    }
}
