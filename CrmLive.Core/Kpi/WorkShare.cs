using CrmLive.Core.Common;

namespace CrmLive.Core.Kpi;

/// <summary>Which part of the office's working time lies where: what a week's plan is shared out by, and what pace is measured against.</summary>
public static class WorkShare
{
    /// <summary>Of a week's plan, what falls on the days of a period. A week in which the office never opens is shared by its days.</summary>
    public static decimal OfWeek(OfficeTime time, DateOnly monday, DateOnly first, DateOnly last)
    {
        var (from, to) = (monday > first ? monday : first, monday.AddDays(6) < last ? monday.AddDays(6) : last);
        if (to < from)
        {
            return 0;
        }

        var week = Work(time, monday, monday.AddDays(6));
        return week == 0 ? (to.DayNumber - from.DayNumber + 1) / 7m : (decimal)Work(time, from, to) / week;
    }

    /// <summary>Of a period, what has passed; by the wall clock where the office never opens in it.</summary>
    public static decimal Elapsed(OfficeTime time, DateOnly first, DateOnly last, DateTime now)
    {
        var period = time.Days(first, last);
        if (now >= period.ToUtc)
        {
            return 1;
        }

        if (now <= period.FromUtc)
        {
            return 0;
        }

        var all = Work(time, first, last);
        return all == 0
            ? (decimal)(now - period.FromUtc).Ticks / period.Length.Ticks
            : (decimal)time.WorkingTime(period.FromUtc, now).Ticks / all;
    }

    private static long Work(OfficeTime time, DateOnly first, DateOnly last)
    {
        var ticks = 0L;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            ticks += time.Open(day)?.Length.Ticks ?? 0;
        }

        return ticks;
    }
}
