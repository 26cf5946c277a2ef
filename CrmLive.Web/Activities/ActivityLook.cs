using CrmLive.Core.Activities;

namespace CrmLive.Web.Activities;

/// <summary>How an activity looks in our own lists; the calendar says the same in js/calendar/look.js.</summary>
public static class ActivityLook
{
#pragma warning disable CA1308 // Names of icons and styles are written small.
    public static string Icon(ActivityType type) => $"type-{type.ToString().ToLowerInvariant()}";

    public static string Class(ActivityType type) => $"act-{type.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308

    public static string Tone(ActivityStatus status, bool overdue) => overdue ? "waiting" : status.IsDone ? "good" : status.IsOpen ? "talking" : "off";
}
