using System.Globalization;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Kpi;

/// <summary>How numbers of the KPI are spelled. Red and green never stand alone: a sign goes with them, and the number itself (K7).</summary>
public static class KpiLook
{
    private const string None = "–";

    public static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A part of a week's plan may be a part of a contact.</summary>
    public static string Plan(decimal plan) => plan <= 0 ? None : plan.ToString("#,0.#", CultureInfo.CurrentCulture);

    public static string Percent(decimal? share) => share is { } part ? (Hundredths(part) / 100m).ToString("P0", CultureInfo.CurrentCulture) : None;

    /// <summary>Rounded, but short of all is never said to be all: 199 of 200 are 99, and red.</summary>
    public static int Hundredths(decimal share) => (int)decimal.Round(100 * share, MidpointRounding.AwayFromZero) is var near && near == 100 && share < 1 ? 99 : near;

    public static string Signed(decimal? gap) => gap switch
    {
        null => None,
        > 0 => "+" + gap.Value.ToString("#,0.#", CultureInfo.CurrentCulture),
        < 0 => "−" + (-gap.Value).ToString("#,0.#", CultureInfo.CurrentCulture),
        _ => "0",
    };

    /// <summary>For data-tone; nothing where there is nothing to compare with.</summary>
    public static string? Colour(Tone tone) => tone switch { Tone.Below => "bad", Tone.Met => "good", _ => null };

    public static string? Sign(Tone tone) => tone switch { Tone.Below => "▼", Tone.Met => "▲", _ => null };

    public static Tone ToneOf(decimal? pace) => pace switch { null => Tone.NoPlan, < 1 => Tone.Below, _ => Tone.Met };

    public static string Icon(ContactKind kind) => kind switch { ContactKind.Meeting => "type-meeting", ContactKind.Call => "type-phone", _ => "type-email" };

    /// <summary>"Week 48 · 23 – 29 Nov 2026".</summary>
    public static string Title(KpiSpan span, DateOnly today, IStringLocalizer text)
    {
        var (first, last) = span.Days(today);
        return span.Kind switch
        {
            SpanKind.Day => first.ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture),
            SpanKind.Month => first.ToString("MMMM yyyy", CultureInfo.CurrentCulture),
            SpanKind.Week => text["Span.WeekOf", ISOWeek.GetWeekOfYear(first.ToDateTime(default)), Days(first, last)],
            _ => Days(first, last),
        };
    }

    public static string Ranges(IEnumerable<Away> away) => string.Join(", ", away.Select(a => Days(a.First, a.Last)));

    public static string Days(DateOnly first, DateOnly last)
    {
        var end = last.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
        var start = first == last ? null
            : first.Year != last.Year ? first.ToString("d MMM yyyy", CultureInfo.CurrentCulture)
            : first.Month != last.Month ? first.ToString("d MMM", CultureInfo.CurrentCulture)
            : $"{first.Day}";
        return start is null ? end : $"{start} – {end}";
    }
}
