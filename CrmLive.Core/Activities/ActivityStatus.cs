namespace CrmLive.Core.Activities;

/// <summary>Phone, meeting, e-mail: the first four. Task: not started, in progress, to verify, done, cancelled (A3).</summary>
public enum ActivityStatus { Planned, Held, NotHeld, Cancelled, NotStarted, InProgress, ToVerify, Done }

/// <summary>What a status means for the rules.</summary>
public static class ActivityStatuses
{
    /// <summary>Still to be done: the date may be changed (A13), the client has a next step (A14), a reminder fires (A18).</summary>
    public static IReadOnlyList<ActivityStatus> Open { get; } =
        [ActivityStatus.Planned, ActivityStatus.NotStarted, ActivityStatus.InProgress, ActivityStatus.ToVerify];

    extension(ActivityStatus status)
    {
        public bool IsOpen => status is ActivityStatus.Planned or ActivityStatus.NotStarted or ActivityStatus.InProgress or ActivityStatus.ToVerify;

        public bool IsDone => status is ActivityStatus.Held or ActivityStatus.Done;
    }
}
