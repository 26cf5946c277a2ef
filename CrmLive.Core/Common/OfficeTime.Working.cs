namespace CrmLive.Core.Common;

public sealed partial class OfficeTime
{
    /// <summary>The office's open stretch of a day; null on free days and holidays.</summary>
    public UtcRange? Open(DateOnly day) =>
        HoursOf(day) is { } open ? new UtcRange(ToUtc(day, open.Opens), ToUtc(day, open.Closes)) : null;

    public bool IsOpen(DateTime utc) => Open(DayOf(utc))?.Contains(utc) ?? false;

    public bool IsWorkingDay(DateOnly day) => HoursOf(day) is not null;

    /// <summary>Whole minutes of working time between two moments: what the overdue rule of a lead and the pace of a plan count.</summary>
    public long WorkingMinutes(DateTime fromUtc, DateTime toUtc) => (long)WorkingTime(fromUtc, toUtc).TotalMinutes;

    public TimeSpan WorkingTime(DateTime fromUtc, DateTime toUtc) => toUtc <= fromUtc ? TimeSpan.Zero : SumByDay(fromUtc, toUtc, Open);

    /// <summary>The moment itself when the office is open, else when it opens next.</summary>
    public DateTime NextOpen(DateTime utc) => IsOpen(utc) ? utc : OpeningsFrom(utc).First();

    /// <summary>When so much working time will have passed; "overdue after 24 working hours" is this moment.</summary>
    public DateTime AddWorking(DateTime fromUtc, TimeSpan working)
    {
        var at = NextOpen(fromUtc);
        while (true)
        {
            var closes = Open(DayOf(at))!.Value.ToUtc;
            if (working <= closes - at)
            {
                return at + working;
            }

            working -= closes - at;
            at = OpeningsFrom(closes).First();
        }
    }

    /// <summary>On the wall clock; null when it is closed all day.</summary>
    public OpenHours? HoursOf(DateOnly day) =>
        _ownDays.TryGetValue(day, out var own) ? own : _isPublicHoliday(day) ? null : Hours.On(day.DayOfWeek);

    /// <summary>Openings at or after a moment. A week that is never open would be looked through for ever, hence the end.</summary>
    private IEnumerable<DateTime> OpeningsFrom(DateTime utc)
    {
        var day = DayOf(utc);
        for (var end = day.AddYears(1); day <= end; day = day.AddDays(1))
        {
            if (Open(day) is { } open && open.FromUtc >= utc)
            {
                yield return open.FromUtc;
            }
        }

        throw new InvalidOperationException("The working hours leave no day open within a year.");
    }
}
