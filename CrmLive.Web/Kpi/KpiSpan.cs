using System.Globalization;
using CrmLive.Core.Common;

namespace CrmLive.Web.Kpi;

public enum SpanKind { Week, Day, Month, Any }

/// <summary>The period the board is about. Without a day it is the one we are in, and goes on to the next when that begins.</summary>
public sealed record KpiSpan(SpanKind Kind = SpanKind.Week, DateOnly? Day = null, DateOnly? To = null)
{
    /// <summary>What the query answers at most.</summary>
    private const int MostDays = 2 * 366;

    private static readonly DateOnly Earliest = new(2000, 1, 1), Latest = new(2099, 12, 31);

    public (DateOnly First, DateOnly Last) Days(DateOnly today) => (Kind, Day ?? today) switch
    {
        (SpanKind.Day, var day) => (day, day),
        (SpanKind.Month, var day) => (new(day.Year, day.Month, 1), new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))),
        (SpanKind.Any, var day) => (day, To is { } to && to > day ? to : day),
        (_, var day) => (OfficeTime.MondayOf(day), OfficeTime.MondayOf(day).AddDays(6)),
    };

    public UtcRange Range(OfficeTime time, DateOnly today) => Days(today) is var (first, last) ? time.Days(first, last) : default;

    /// <summary>The period before or after this one, of the same length.</summary>
    public KpiSpan Step(int by, DateOnly today)
    {
        var (first, last) = Days(today);
        var length = last.DayNumber - first.DayNumber + 1;
        var next = Kind == SpanKind.Month ? first.AddMonths(by) : first.AddDays(by * length);
        return next < Earliest || next > Latest ? this : Kind == SpanKind.Any ? this with { Day = next, To = next.AddDays(length - 1) } : (this with { Day = next }).Now(today);
    }

    /// <summary>The same stretch of time seen as another kind of period: from a month to the week it began with, unless today lies in it.</summary>
    public KpiSpan As(SpanKind kind, DateOnly today)
    {
        var (first, last) = Days(today);
        return kind == SpanKind.Any ? new(kind, first, last) : new KpiSpan(kind, first <= today && today <= last ? null : first);
    }

    public static KpiSpan Read(Func<string, string?> said)
    {
        var kind = Enum.TryParse<SpanKind>(said("period"), ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : SpanKind.Week;
        var (day, to) = (ReadDay(said("day")), ReadDay(said("to")));
        return kind != SpanKind.Any ? new(kind, day)
            : day is not { } first ? new(SpanKind.Week)
            : new(kind, first, to is { } last && last.DayNumber - first.DayNumber > MostDays ? first.AddDays(MostDays) : to);
    }

#pragma warning disable CA1308 // Addresses are written small.
    public void Say(Action<string, string?> say)
    {
        say("period", Kind == SpanKind.Week ? null : Kind.ToString().ToLowerInvariant());
        say("day", Day?.ToString("O", CultureInfo.InvariantCulture));
        say("to", Kind == SpanKind.Any ? To?.ToString("O", CultureInfo.InvariantCulture) : null);
    }
#pragma warning restore CA1308

    private KpiSpan Now(DateOnly today) => Day is { } day && new KpiSpan(Kind).Days(today) is var (first, last) && day >= first && day <= last ? this with { Day = null } : this;

    private static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Earliest && day <= Latest ? day : null;
}
