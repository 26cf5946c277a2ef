using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>What an employee has been given by themselves in a run of weeks, added up, and in how many of its weeks.</summary>
internal sealed record Planned(int UserId, WeekRun Run, int Weeks, Target Sum)
{
    public static IEnumerable<Planned> Of(IReadOnlyCollection<WeekRun> runs, IEnumerable<Plan> plans) =>
        from plan in plans
        from run in runs
        where plan.Week >= run.First && plan.Week <= run.Last
        group Target.Of(plan.Meetings, plan.Calls, plan.Emails, plan.Total) by (plan.UserId, run) into own
        select new Planned(own.Key.UserId, own.Key.run, own.Count(), own.Aggregate((sum, target) => sum + target));

    /// <summary>Long runs are added up by the database: a year of five hundred people is 26,000 plans, and reading them is most of what its page would cost.</summary>
    public static async Task<IReadOnlyList<Planned>> OfAsync(CrmDbContext db, IReadOnlyCollection<WeekRun> runs, CancellationToken ct)
    {
        var alone = runs.Where(run => run.Weeks == 1).Select(run => run.First).ToList();
        var planned = Of(runs, alone.Count == 0 ? [] : await db.Set<Plan>().AsNoTracking().Where(p => alone.Contains(p.Week)).ToListAsync(ct)).ToList();
        foreach (var run in runs.Where(run => run.Weeks > 1))
        {
            var (first, last) = (run.First, run.Last);
            var sums = await db.Set<Plan>().Where(p => p.Week >= first && p.Week <= last).GroupBy(p => p.UserId).Select(own => new
            {
                own.Key,
                Weeks = own.Count(),
                Meetings = own.Sum(p => p.Meetings),
                Calls = own.Sum(p => p.Calls),
                Emails = own.Sum(p => p.Emails),
                Total = own.Sum(p => p.Total > 0 ? p.Total : p.Meetings + p.Calls + p.Emails),
            }).ToListAsync(ct);
            planned.AddRange(sums.Select(own => new Planned(own.Key, run, own.Weeks, new(own.Meetings, own.Calls, own.Emails, own.Total))));
        }

        return planned;
    }
}
