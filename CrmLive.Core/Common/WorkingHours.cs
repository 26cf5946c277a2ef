using System.Collections.Frozen;

namespace CrmLive.Core.Common;

/// <summary>When an office is open, a stretch for each day of the week; a weekday without one is free, and so is every holiday.</summary>
public sealed class WorkingHours(IReadOnlyDictionary<DayOfWeek, OpenHours> week)
{
    private readonly FrozenDictionary<DayOfWeek, OpenHours> _week = week.ToFrozenDictionary();

    /// <summary>Monday to Friday, nine to five: what a new office starts with.</summary>
    public static WorkingHours Usual { get; } = Weekdays(new TimeOnly(9, 0), new TimeOnly(17, 0));

    public OpenHours? On(DayOfWeek day) => _week.TryGetValue(day, out var hours) ? hours : null;

    /// <summary>The same hours Monday to Friday, and other ones on Saturday if the office opens then.</summary>
    public static WorkingHours Weekdays(TimeOnly opens, TimeOnly closes, OpenHours? saturday = null)
    {
        var week = new Dictionary<DayOfWeek, OpenHours>();
        for (var day = DayOfWeek.Monday; day <= DayOfWeek.Friday; day++)
        {
            week[day] = new OpenHours(opens, closes);
        }

        if (saturday is { } hours)
        {
            week[DayOfWeek.Saturday] = hours;
        }

        return new WorkingHours(week);
    }
}

/// <summary>Open from the first moment, closed from the second, on one and the same day.</summary>
public readonly record struct OpenHours
{
    public OpenHours(TimeOnly opens, TimeOnly closes)
    {
        // An office open past midnight would belong to two days, and every count by day would have to choose one.
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(closes, opens);
        (Opens, Closes) = (opens, closes);
    }

    public TimeOnly Opens { get; }

    public TimeOnly Closes { get; }
}
