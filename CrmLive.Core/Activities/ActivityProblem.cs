namespace CrmLive.Core.Activities;

/// <summary>Everything that can be wrong with what a person entered; each has its words beside the field.</summary>
public static class ActivityProblem
{
    public const string StartMissing = nameof(StartMissing);
    public const string EndBeforeStart = nameof(EndBeforeStart);
    public const string LastsTooLong = nameof(LastsTooLong);

    /// <summary>The clocks jump over this wall time.</summary>
    public const string TimeSkipped = nameof(TimeSkipped);

    public const string PlannedInPast = nameof(PlannedInPast);
    public const string RegisteredInFuture = nameof(RegisteredInFuture);

    /// <summary>Only a planned activity can be moved (A13).</summary>
    public const string DateLocked = nameof(DateLocked);

    public const string StatusWrong = nameof(StatusWrong);
    public const string TypeFixed = nameof(TypeFixed);
    public const string ClientFixed = nameof(ClientFixed);
    public const string ClientFinished = nameof(ClientFinished);
    public const string ClientGone = nameof(ClientGone);

    /// <summary>Left the office, or is beyond the actor's reach.</summary>
    public const string PersonGone = nameof(PersonGone);

    public const string WordGone = nameof(WordGone);
    public const string ReminderWrong = nameof(ReminderWrong);
    public const string ReasonMissing = nameof(ReasonMissing);
    public const string DescriptionMissing = nameof(DescriptionMissing);
    public const string TooLong = nameof(TooLong);

    public static IReadOnlyList<string> All { get; } =
    [
        StartMissing, EndBeforeStart, LastsTooLong, TimeSkipped, PlannedInPast, RegisteredInFuture, DateLocked, StatusWrong, TypeFixed,
        ClientFixed, ClientFinished, ClientGone, PersonGone, WordGone, ReminderWrong, ReasonMissing, DescriptionMissing, TooLong,
    ];
}
