namespace CrmLive.Core.Common;

public sealed partial class OfficeTime
{
    /// <summary>The office's open stretch of a day; null on free days and holidays.</summary>
    public UtcRange? Open(DateOnly day, WorkingHours hours) =>
        hours.On(day.DayOfWeek) is { } open && !_isHoliday(day)
            ? new UtcRange(ToUtc(day, open.Opens), ToUtc(day, open.Closes))
            : null;

    public bool IsOpen(DateTime utc, WorkingHours hours) => Open(DayOf(utc), hours)?.Contains(utc) ?? false;

    public bool IsWorkingDay(DateOnly day, WorkingHours hours) => Open(day, hours) is not null;

    /// <summary>Whole minutes of working time between two moments: what the overdue rule of a lead and the pace of a plan count.</summary>
    public long WorkingMinutes(DateTime fromUtc, DateTime toUtc, WorkingHours hours) =>
        (long)WorkingTime(fromUtc, toUtc, hours).TotalMinutes;

    public TimeSpan WorkingTime(DateTime fromUtc, DateTime toUtc, WorkingHours hours) =>
        toUtc <= fromUtc ? TimeSpan.Zero : SumByDay(fromUtc, toUtc, day => Open(day, hours));

    /// <summary>The moment itself when the office is open, else when it opens next.</summary>
    public DateTime NextOpen(DateTime utc, WorkingHours hours) =>
        IsOpen(utc, hours) ? utc : OpeningsFrom(utc, hours).First();

    /// <summary>When so much working time will have passed; "overdue after 24 working hours" is this moment.</summary>
    public DateTime AddWorking(DateTime fromUtc, TimeSpan working, WorkingHours hours)
    {
        var at = NextOpen(fromUtc, hours);
        while (true)
        {
            var closes = Open(DayOf(at), hours)!.Value.ToUtc;
            if (working <= closes - at)
            {
                return at + working;
            }

            working -= closes - at;
            at = OpeningsFrom(closes, hours).First();
        }
    }

    /// <summary>Openings at or after a moment. A week that is never open would be looked through for ever, hence the end.</summary>
    private IEnumerable<DateTime> OpeningsFrom(DateTime utc, WorkingHours hours)
    {
        var day = DayOf(utc);
        for (var end = day.AddYears(1); day <= end; day = day.AddDays(1))
        {
            if (Open(day, hours) is { } open && open.FromUtc >= utc)
            {
                yield return open.FromUtc;
            }
        }

        throw new InvalidOperationException("The working hours leave no day open within a year.");
    }
}
