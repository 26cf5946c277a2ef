using System.Globalization;
using CrmLive.Core.Common;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Shared;

/// <summary>Says when something was or will be the way a person would, by the office's own clock.</summary>
public sealed class When(OfficeClock office, TimeProvider clock, IStringLocalizer<SharedText> text)
{
    /// <summary>"today", "yesterday", "tomorrow", else "12 Mar", with the year when it is another one.</summary>
    public string Day(DateTime utc)
    {
        var day = office.Time.DayOf(utc);
        var today = office.Time.Today(clock);
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => text["Today"],
            -1 => text["Yesterday"],
            1 => text["Tomorrow"],
            _ => day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.CurrentCulture),
        };
    }

    /// <summary>"Tue 24 Nov", with the year when it is another one: where somebody checks a day against a week plan.</summary>
    public string Weekday(DateTime utc)
    {
        var day = office.Time.DayOf(utc);
        return day.ToString(day.Year == office.Time.Today(clock).Year ? "ddd d MMM" : "ddd d MMM yyyy", CultureInfo.CurrentCulture);
    }

    /// <summary>"14:05" at the office.</summary>
    public string Time(DateTime utc) => office.Time.ToLocal(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"tomorrow 10:00".</summary>
    public string Moment(DateTime utc) => $"{Day(utc)} {Time(utc)}";

    /// <summary>The end of a meeting or an absence: "14:05" today, "12 Mar" when it lasts to the end of another day, null when to the end of this one.</summary>
    public string? Until(DateTime utc)
    {
        var local = office.Time.ToLocal(utc);
        var lastDay = DateOnly.FromDateTime(local.AddTicks(-1));
        var wholeDay = local.TimeOfDay == TimeSpan.Zero;
        return lastDay == office.Time.Today(clock)
            ? wholeDay ? null : Time(utc)
            : lastDay.ToString("d MMM", CultureInfo.CurrentCulture);
    }

    /// <summary>For data-since: what the browser's clocks read.</summary>
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>"3:07", "1:02:09": a length as the clocks spell it.</summary>
    public static string Length(int seconds)
    {
        var span = TimeSpan.FromSeconds(seconds);
        return span.TotalHours >= 1
            ? $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}"
            : $"{span.Minutes}:{span.Seconds:00}";
    }
}
