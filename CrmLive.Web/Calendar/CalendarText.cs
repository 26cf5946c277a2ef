namespace CrmLive.Web.Calendar;

/// <summary>Texts of the calendar page.</summary>
public sealed class CalendarText;
