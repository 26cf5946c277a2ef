using System.Globalization;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Office;
using CrmLive.Core.Users;

namespace CrmLive.Web.Calendar;

/// <summary>Spells activities and days off the way js/calendar/look.js reads them.</summary>
public sealed class CalendarRows(OfficeTime time, DateTime now, bool namesPeople)
{
    private const string Wall = "yyyy-MM-dd'T'HH:mm";

    /// <summary>[id, version, type, status, start, end, client, person, who, where, movable, overdue]</summary>
    public object?[] Of(CalendarRow row) =>
    [
        row.Id, row.Version, (int)row.Type, (int)row.Status, Local(row.StartsAt), Local(row.EndsAt), row.Client, row.AssignedToId,
        namesPeople ? row.Assigned : null, row.Investment, row.IsOpen ? 1 : 0, row.IsOverdue(now) ? 1 : 0,
    ];

    /// <summary>[kind, person, first day, day after the last, text]</summary>
    public static object[] Of(Away away, string text) => ["absence", away.UserId, Day(away.First), Day(away.Last.AddDays(1)), text];

    /// <summary>A day unlike its weekday; open all the same at hours of its own, it is told and not shaded.</summary>
    public static object[] Of(UnusualDay day, string text) => [day.Hours is null ? "holiday" : "hours", 0, Day(day.Day), Day(day.Day.AddDays(1)), text];

    /// <summary>[day, opens, closes]</summary>
    public string?[] HoursOf(DateOnly day) => time.HoursOf(day) is { } open ? [Day(day), Clock(open.Opens), Clock(open.Closes)] : [Day(day), null, null];

    public static string Clock(TimeOnly at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Local(DateTime utc) => time.ToLocal(utc).ToString(Wall, CultureInfo.InvariantCulture);

    /// <summary>Unspecified on purpose: Core takes such a time for the office's wall clock.</summary>
    public static DateTime Parse(string wall) => DateTime.ParseExact(wall, Wall, CultureInfo.InvariantCulture, DateTimeStyles.None);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
