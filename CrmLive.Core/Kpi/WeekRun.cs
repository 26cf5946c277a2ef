using CrmLive.Core.Common;

namespace CrmLive.Core.Kpi;

/// <summary>Mondays in a row whose weeks are alike for everybody: wholly within their days or wholly outside, under the same plans of roles. What is planned in them may be added up unseen.</summary>
internal readonly record struct WeekRun(DateOnly First, DateOnly Last)
{
    public int Weeks => ((Last.DayNumber - First.DayNumber) / 7) + 1;

    /// <summary>The weeks of a period, cut where something begins or ends; a week with such a day in its midst stands alone.</summary>
    /// <param name="turns">Days from which something is different; those outside the period say nothing.</param>
    public static IReadOnlyList<WeekRun> Of(KpiPeriod period, IEnumerable<DateOnly> turns)
    {
        List<DateOnly> firsts =
        [
            .. turns.Append(period.First).Append(period.Last.AddDays(1)).SelectMany(Around).Append(period.FirstWeek)
                .Where(week => week >= period.FirstWeek && week <= period.Last).Distinct().Order(),
        ];
        var end = OfficeTime.MondayOf(period.Last).AddDays(7);
        return [.. firsts.Zip([.. firsts.Skip(1), end], (first, next) => new WeekRun(first, next.AddDays(-7)))];
    }

    private static IEnumerable<DateOnly> Around(DateOnly turn)
    {
        var monday = OfficeTime.MondayOf(turn);
        return turn == monday ? [monday] : [monday, monday.AddDays(7)];
    }
}
