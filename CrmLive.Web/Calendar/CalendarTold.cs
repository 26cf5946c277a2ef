namespace CrmLive.Web.Calendar;

/// <summary>What js/calendar asks for when the calendar is turned to other days. Rows are lists in a fixed order: a month of 300 activities goes over the wire in one small message.</summary>
/// <param name="Hours">[day, opens, closes] for each day shown; a day without hours is closed.</param>
public sealed record CalendarTold(IReadOnlyList<object?[]> Rows, IReadOnlyList<object[]> Marks, IReadOnlyList<string?[]> Hours);

/// <summary>Where the pointer holds an activity, or empty time to plan in: the office's wall clock, "2026-01-31T10:30".</summary>
/// <param name="Id">0 for empty time.</param>
/// <param name="Person">Whose column it is; 0 where the calendar has none.</param>
public sealed record Held(int Id, int Version, string Start, string End, int Person);
