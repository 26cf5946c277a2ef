using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Wall;

/// <summary>Makes what a wall is told out of what the office knows; of one branch, or of all.</summary>
public static class WallFacing
{
    private const int MostCalls = 8;
    private const int MostMissed = 5;
    private const int MostSigned = 8;
    private const int MostSellers = 8;

    // A chart has at least these hours, however quiet the day began.
    private const int Opens = 8;
    private const int Closes = 18;

    public static WallPeople People(this KpiNow kpi, int? branch)
    {
        var ranked = kpi.Ranked(branch);
        return new(
            kpi.Failed, kpi.Day, kpi.WeekElapsed, kpi.DayElapsed,
            Total(ranked, p => p.FactsToday, p => p.PlanToday), Total(ranked, p => p.Facts, p => p.Plan),
            ranked.Select(p => new WallPerson(
                p.Standing.UserId, p.Standing.Name, p.Rank, p.OwnRank, p.Standing.Points, Mark(p.Standing.Week), Mark(p.Standing.Today),
                p.Standing.Facts.Meetings, p.Standing.Facts.Calls, p.Standing.Facts.Emails)).ToValueList());
    }

    public static WallCalls Calls(this CallsNow now, int? branch)
    {
        var seen = branch is null ? now : now.VisibleTo(new Actor { Name = "", Scope = Scope.Branch, BranchId = branch, Permissions = [CallPermissions.Watch] });
        var staff = now.Departments.SelectMany(d => d.Employees).Where(e => branch is null || e.BranchId == branch).ToList();
        var calls = seen.Calls.Where(call => call.Direction != CallDirection.Internal).ToList();
        return new(
            now.Ready, now.Failed,
            // Who rings waits; whoever talks is being looked after.
            calls.Count, calls.OrderBy(call => call.Status != CallStatus.Ringing).ThenBy(call => call.Since).ThenBy(call => call.Id).Take(MostCalls).Select(Call).ToValueList(),
            seen.Missed.Count, seen.Missed.OrderBy(missed => missed.ClaimedById is not null).ThenBy(missed => missed.MissedAt).Take(MostMissed).Select(Missed).ToValueList(),
            staff.Count(e => e.State == EmployeeState.Free), staff.Count(e => e.State != EmployeeState.Away));
    }

    public static WallDeals Deals(this FloorNow floor, int? branch, OfficeTime time)
    {
        var signed = floor.Signed.Where(s => branch is null || s.BranchId == branch).ToList();
        var pending = floor.Pending.Where(p => branch is null || p.BranchId is null || p.BranchId == branch).ToList();
        return new(
            floor.Failed,
            pending.Sum(p => p.Count), pending.Count == 0 ? null : pending.Min(p => p.Oldest),
            signed.Count(s => time.DayOf(s.At) == floor.Day),
            signed.GroupBy(s => s.Kind).OrderBy(g => g.Key).Select(g => new WallKind(g.Key, g.Count())).ToValueList(),
            signed.Take(MostSigned).Select(s => new WallSigned(s.Id, s.Kind, s.Unit, s.Investment, s.Advisor, s.At)).ToValueList(),
            signed.Where(s => s.Advisor is not null).GroupBy(s => s.Advisor!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Take(MostSellers).Select(g => new WallSeller(g.Key, g.Count())).ToValueList());
    }

    public static WallHours Hours(this FloorNow floor, int? branch)
    {
        var hours = floor.Hours.Where(h => branch is null || h.BranchId is null || h.BranchId == branch).ToLookup(h => h.Hour);
        var first = Math.Min(Opens, hours.Select(h => h.Key).DefaultIfEmpty(Opens).Min());
        var span = Enumerable.Range(first, Math.Max(Closes, hours.Select(h => h.Key).DefaultIfEmpty(Closes).Max()) - first + 1).ToList();
        return new(
            first,
            span.Select(hour => hours[hour].Sum(h => h.Answered)).ToValueList(),
            span.Select(hour => hours[hour].Sum(h => h.Missed)).ToValueList(),
            span.Select(hour => hours[hour].Sum(h => h.Out)).ToValueList());
    }

    // A line may be told by its number alone, and an outbound leg by the number it rings: only sources, queues and employees are named.
    private static WallCall Call(CallNow call) => new(
        call.Id, call.Direction, call.Status, call.Since, call.Source ?? call.Queue,
        call.Parties.Select(party => party.Name).OfType<string>().FirstOrDefault());

    private static WallMissed Missed(MissedNow missed) => new(missed.CallId, missed.MissedAt, missed.Status, missed.Source, missed.Tries, missed.ClaimedBy);

    private static WallTotal Total(IReadOnlyList<Placed> people, Func<Standing, Tally> facts, Func<Standing, Target> plan)
    {
        var (fact, target) = (people.Aggregate(default(Tally), (sum, p) => sum + facts(p.Standing)), people.Aggregate(default(Target), (sum, p) => sum + plan(p.Standing)));
        return new(
            Mark(new(fact.Total, target.Total)), Mark(new(fact.Meetings, target.Meetings)), Mark(new(fact.Calls, target.Calls)), Mark(new(fact.Emails, target.Emails)));
    }

    private static WallMark Mark(Mark mark) => new(mark.Fact, decimal.Round(mark.Plan, 1), mark.Tone);
}
