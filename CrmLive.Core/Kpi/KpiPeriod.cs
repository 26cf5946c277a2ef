using CrmLive.Core.Common;

namespace CrmLive.Core.Kpi;

/// <summary>A period of whole days of the office, first and last included.</summary>
internal readonly record struct KpiPeriod(DateOnly First, DateOnly Last)
{
    /// <summary>The longest that is answered: whoever types an address with a century in it waits for nothing.</summary>
    public const int MostDays = 2 * 366;

    public DateOnly FirstWeek => OfficeTime.MondayOf(First);

    public IEnumerable<DateOnly> Weeks
    {
        get
        {
            for (var week = FirstWeek; week <= Last; week = week.AddDays(7))
            {
                yield return week;
            }
        }
    }

    public bool IsEmpty => Last < First;

    /// <summary>What of it lies between two days, either of which may be open.</summary>
    public KpiPeriod Within(DateOnly? first, DateOnly? last) => new(first > First ? first.Value : First, last < Last ? last.Value : Last);

    public static KpiPeriod Of(OfficeTime time, UtcRange range)
    {
        var first = time.DayOf(range.FromUtc);
        var last = time.DayOf(range.ToUtc.AddTicks(-1));
        if (last < first || last.DayNumber - first.DayNumber > MostDays)
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, "A period has a day at least and two years at most.");
        }

        return new(first, last);
    }
}
