namespace CrmLive.Core.Activities;

/// <summary>A time somebody is about to plan for, while they still drag or type.</summary>
public sealed record WantedTime
{
    public ActivityType Type { get; init; } = ActivityType.Meeting;

    /// <summary>As in <see cref="ActivityDraft"/>: wall clock of the office, or UTC.</summary>
    public required DateTime Start { get; init; }

    public DateTime? End { get; init; }
    public required int AssignedToId { get; init; }
    public int? ClientId { get; init; }
    public int? PlaceId { get; init; }

    /// <summary>The activity that is being moved does not stand in its own way.</summary>
    public int? ExceptId { get; init; }
}

/// <summary>Something that stands in the way; a warning, never a refusal.</summary>
public sealed record Clash
{
    public required ClashKind Kind { get; init; }
    public int? ActivityId { get; init; }
    public ActivityType? Type { get; init; }
    public DateTime? StartsAt { get; init; }
    public DateTime? EndsAt { get; init; }

    /// <summary>Null where the actor may not know who it is.</summary>
    public string? Client { get; init; }

    public string? Person { get; init; }

    /// <summary>Of an absence: its last day.</summary>
    public DateOnly? Until { get; init; }
}

public enum ClashKind
{
    /// <summary>The assigned person has something else then.</summary>
    Advisor,

    /// <summary>The client is expected somewhere else.</summary>
    Client,

    Place, Absence, Holiday,

    /// <summary>Outside the office's hours.</summary>
    Closed,

    /// <summary>The wall time comes twice that night; the first of the two is meant.</summary>
    Twice,
}
