using System.Collections.Frozen;
using System.Globalization;

namespace CrmLive.Core.Common;

/// <summary>The office's clock: the store knows only UTC, and this alone decides which day, week or working hour a moment belongs to.</summary>
/// <param name="zone">The office's zone; its days last 23 or 25 hours twice a year.</param>
/// <param name="hours">When it is open; the usual hours when left out.</param>
/// <param name="isHoliday">Public holidays; Poland's when left out.</param>
/// <param name="ownDays">Days unlike their weekday: closed without hours, else open at these, whatever weekday or holiday it is.</param>
public sealed partial class OfficeTime(
    TimeZoneInfo zone, WorkingHours? hours = null, Func<DateOnly, bool>? isHoliday = null, IReadOnlyDictionary<DateOnly, OpenHours?>? ownDays = null)
{
    private readonly Func<DateOnly, bool> _isPublicHoliday = isHoliday ?? Holidays.InPoland;
    private readonly FrozenDictionary<DateOnly, OpenHours?> _ownDays = (ownDays ?? FrozenDictionary<DateOnly, OpenHours?>.Empty).ToFrozenDictionary();

    public TimeZoneInfo Zone { get; } = zone;

    public WorkingHours Hours { get; } = hours ?? WorkingHours.Usual;

    /// <summary>A public holiday on which the office does not open all the same, or a day it has closed by itself.</summary>
    public bool IsHoliday(DateOnly day) => _ownDays.TryGetValue(day, out var own) ? own is null : _isPublicHoliday(day);

    public DateTime ToLocal(DateTime utc) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(Utc(utc), Zone), DateTimeKind.Unspecified);

    /// <summary>
    /// A wall time that the clocks skip means the moment they jump over it; one that comes twice means the first of the two.
    /// Neither throws: a meeting dragged to half past two on the last Sunday of March must land somewhere.
    /// </summary>
    public DateTime ToUtc(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            // The offset of the day before is the one in force until the jump.
            return DateTime.SpecifyKind(local - Zone.GetUtcOffset(local.AddDays(-1)), DateTimeKind.Utc);
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    public DateTime ToUtc(DateOnly day, TimeOnly time) => ToUtc(day.ToDateTime(time));

    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    public DateOnly Today(TimeProvider clock) => DayOf(clock.GetUtcNow().UtcDateTime);

    public UtcRange Day(DateOnly day) => Days(day, day);

    /// <summary>From the start of the first day to the end of the last one.</summary>
    public UtcRange Days(DateOnly first, DateOnly last) => new(StartOf(first), StartOf(last.AddDays(1)));

    /// <summary>The ISO week (Monday to Sunday) that the day lies in.</summary>
    public UtcRange Week(DateOnly anyDay) => Days(MondayOf(anyDay), MondayOf(anyDay).AddDays(6));

    /// <summary>The ISO week by its own year, which at the turn of the year is not always the calendar's.</summary>
    public UtcRange Week(int isoYear, int isoWeek) => Week(ISOWeek.ToDateOnly(isoYear, isoWeek, DayOfWeek.Monday));

    public UtcRange Month(DateOnly anyDay)
    {
        var first = new DateOnly(anyDay.Year, anyDay.Month, 1);
        return Days(first, first.AddMonths(1).AddDays(-1));
    }

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private DateTime StartOf(DateOnly day) => ToUtc(day, TimeOnly.MinValue);

    private static DateTime Utc(DateTime moment) => moment.Kind == DateTimeKind.Utc
        ? moment
        : throw new ArgumentException("A moment must be UTC; local wall time has its own methods.", nameof(moment));
}
