namespace CrmLive.Core.Common;

/// <summary>Which whole days a count of minutes leaves out (R7).</summary>
[Flags]
public enum DaysOff
{
    None = 0,
    Weekends = 1,
    Holidays = 2,
}

public sealed partial class OfficeTime
{
    /// <summary>
    /// Whole minutes between two moments without the days left out: [from, to) is split at local midnights and the parts that
    /// lie on such a day are dropped. Not "subtract two days": a lead that came on a Saturday counts from Monday's midnight.
    /// </summary>
    public long Minutes(DateTime fromUtc, DateTime toUtc, DaysOff leaveOut = DaysOff.None) =>
        (long)Elapsed(fromUtc, toUtc, leaveOut).TotalMinutes;

    public TimeSpan Elapsed(DateTime fromUtc, DateTime toUtc, DaysOff leaveOut = DaysOff.None)
    {
        if (toUtc <= fromUtc)
        {
            return TimeSpan.Zero;
        }

        if (leaveOut == DaysOff.None)
        {
            return toUtc - fromUtc;
        }

        return SumByDay(fromUtc, toUtc, day => IsOff(day, leaveOut) ? null : Day(day));
    }

    public bool IsOff(DateOnly day, DaysOff leaveOut) =>
        (leaveOut.HasFlag(DaysOff.Weekends) && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        || (leaveOut.HasFlag(DaysOff.Holidays) && IsHoliday(day));

    /// <summary>What of each local day counts, cut to the two moments and added up.</summary>
    private TimeSpan SumByDay(DateTime fromUtc, DateTime toUtc, Func<DateOnly, UtcRange?> counted)
    {
        var sum = TimeSpan.Zero;
        var last = DayOf(toUtc);
        for (var day = DayOf(fromUtc); day <= last; day = day.AddDays(1))
        {
            if (counted(day) is { } part)
            {
                var from = part.FromUtc > fromUtc ? part.FromUtc : fromUtc;
                var to = part.ToUtc < toUtc ? part.ToUtc : toUtc;
                sum += to > from ? to - from : TimeSpan.Zero;
            }
        }

        return sum;
    }
}
