using System.Collections.Frozen;
using System.Globalization;

namespace CrmLive.Core.Common;

/// <summary>When an office is open, a stretch for each day of the week; a weekday without one is free, and so is every holiday.</summary>
public sealed class WorkingHours(IReadOnlyDictionary<DayOfWeek, OpenHours> week)
{
    private readonly FrozenDictionary<DayOfWeek, OpenHours> _week = week.ToFrozenDictionary();

    /// <summary>Monday first, as the office's week runs.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } = [.. Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7))];

    /// <summary>Monday to Friday, nine to six: what a new office starts with.</summary>
    public static WorkingHours Usual { get; } = Weekdays(new TimeOnly(9, 0), new TimeOnly(18, 0));

    /// <summary>An office that never opens has no next working day to plan anything on.</summary>
    public bool IsEverOpen => _week.Count > 0;

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

    /// <summary>As it is stored, and as the journal tells a change of it: "Mo 09:00-18:00 Tu 09:00-18:00".</summary>
    public override string ToString() => string.Join(' ', Week
        .Where(_week.ContainsKey)
        .Select(day => Spell(day, _week[day].Opens, _week[day].Closes)));

    /// <summary>One day as <see cref="Read"/> expects it, right or wrong.</summary>
    public static string Spell(DayOfWeek day, TimeOnly opens, TimeOnly closes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Short(day)} {opens:HH:mm}-{closes:HH:mm}");

    /// <summary>What <see cref="ToString"/> wrote; anything else is null, and so is a day that ends before it begins.</summary>
    public static WorkingHours? Read(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var week = new Dictionary<DayOfWeek, OpenHours>();
        for (var at = 0; at < words.Length; at += 2)
        {
            var day = Week.Where(each => Short(each) == words[at]).Select(each => (DayOfWeek?)each).FirstOrDefault();
            if (day is null || at + 1 == words.Length || OpenHours.Read(words[at + 1]) is not { } hours || !week.TryAdd(day.Value, hours))
            {
                return null;
            }
        }

        return new WorkingHours(week);
    }

    private static string Short(DayOfWeek day) => day.ToString()[..2];
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

    /// <summary>Null when they would end before they begin.</summary>
    public static OpenHours? Between(TimeOnly opens, TimeOnly closes) => closes > opens ? new OpenHours(opens, closes) : null;

    internal static OpenHours? Read(string text) =>
        text.Split('-') is [var from, var to] && Time(from) is { } opens && Time(to) is { } closes ? Between(opens, closes) : null;

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
