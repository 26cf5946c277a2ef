namespace CrmLive.Core.Activities;

public enum ActivityType { Phone, Meeting, Task, Email, Note }

/// <summary>Which statuses a kind of activity can have, and how long one takes.</summary>
public static class ActivityTypes
{
    private static readonly ActivityStatus[] OfContacts = [ActivityStatus.Planned, ActivityStatus.Held, ActivityStatus.NotHeld, ActivityStatus.Cancelled];

    private static readonly ActivityStatus[] OfTasks =
        [ActivityStatus.NotStarted, ActivityStatus.InProgress, ActivityStatus.ToVerify, ActivityStatus.Done, ActivityStatus.Cancelled];

    private static readonly ActivityStatus[] OfNotes = [ActivityStatus.Held];

    extension(ActivityType type)
    {
        /// <summary>In the order the dialog offers them.</summary>
        public IReadOnlyList<ActivityStatus> Statuses => type switch
        {
            ActivityType.Task => OfTasks,
            ActivityType.Note => OfNotes,
            _ => OfContacts,
        };

        public ActivityStatus WhenPlanned => type.Statuses[0];

        public ActivityStatus WhenDone => type == ActivityType.Task ? ActivityStatus.Done : ActivityStatus.Held;

        /// <summary>How long one takes whose end nobody has said.</summary>
        public TimeSpan UsualLength => TimeSpan.FromMinutes(type switch
        {
            ActivityType.Meeting => 60,
            ActivityType.Task => 30,
            _ => 15,
        });
    }
}
