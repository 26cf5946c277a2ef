using CrmLive.Core.Access;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;

namespace CrmLive.Web.Hubs;

/// <summary>The sales department today and this week, as far as the program may see it; always whole.</summary>
/// <param name="Failed">The numbers could not be read since: they are those of before.</param>
/// <param name="DayElapsed">Part of today's working time that has passed; with the plan it tells where somebody should be by now.</param>
public sealed record KpiShown(long Version, bool Failed, decimal DayElapsed, decimal WeekElapsed, IReadOnlyList<KpiOfOne> People)
{
    internal static KpiShown Of(Snapshot<KpiNow> now, Actor actor)
    {
        var ranked = now.Value.Ranked(actor.Scope == Scope.All ? null : actor.BranchId);
        return new(now.Version, now.Value.Failed, now.Value.DayElapsed, now.Value.WeekElapsed,
        [
            // Of one's own row the place among the branch, and nothing of the others.
            .. ranked.Where(p => actor.Scope != Scope.Own || p.Standing.UserId == actor.UserId).Select(p => new KpiOfOne(
                p.Standing.UserId, p.Standing.Name, p.Rank, p.OwnRank, p.Standing.Points,
                KpiCount.Of(p.Standing.FactsToday, p.Standing.PlanToday), KpiCount.Of(p.Standing.Facts, p.Standing.Plan))),
        ]);
    }
}

/// <param name="Rank">By points of the week; <paramref name="OwnRank"/> by percent of one's own plan.</param>
public sealed record KpiOfOne(int UserId, string Name, int Rank, int OwnRank, long Points, KpiCount Today, KpiCount Week);

/// <summary>Contacts by kind, and the plan of all of them.</summary>
public sealed record KpiCount(int Meetings, int Calls, int Emails, int Total, decimal Plan)
{
    internal static KpiCount Of(Tally facts, Target plan) => new(facts.Meetings, facts.Calls, facts.Emails, facts.Total, plan.Total);
}
