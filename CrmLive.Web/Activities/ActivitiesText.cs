namespace CrmLive.Web.Activities;

/// <summary>Texts of activities: the dialog, warnings, reminders, and what types and statuses are called everywhere.</summary>
public sealed class ActivitiesText;
