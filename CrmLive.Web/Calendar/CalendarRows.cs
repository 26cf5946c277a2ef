using System.Globalization;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;
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

    public static object[] Holiday(DateOnly day, string text) => ["holiday", 0, Day(day), Day(day.AddDays(1)), text];

    public string Local(DateTime utc) => time.ToLocal(utc).ToString(Wall, CultureInfo.InvariantCulture);

    /// <summary>Unspecified on purpose: Core takes such a time for the office's wall clock.</summary>
    public static DateTime Parse(string wall) => DateTime.ParseExact(wall, Wall, CultureInfo.InvariantCulture, DateTimeStyles.None);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
