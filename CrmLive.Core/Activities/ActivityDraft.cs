namespace CrmLive.Core.Activities;

/// <summary>An activity as a person enters it. A time of unspecified kind is the office's wall clock, as people say it; one in UTC is a moment, as programs know it.</summary>
public sealed record ActivityDraft
{
    public required ActivityType Type { get; init; }
    public required int ClientId { get; init; }
    public required int AssignedToId { get; init; }

    /// <summary>Null: the client's, else the assigned person's.</summary>
    public int? BranchId { get; init; }

    public int? InvestmentId { get; init; }

    /// <summary>Null for a note, and for something registered as just done.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Null: as long as its kind usually takes.</summary>
    public DateTime? End { get; init; }

    public int? PurposeId { get; init; }
    public int? PriorityId { get; init; }
    public int? PlaceId { get; init; }
    public int? ContactWayId { get; init; }
    public int? NoteTypeId { get; init; }
    public string? Note { get; init; }

    /// <summary>The assigned person is reminded so many minutes ahead; null: not at all.</summary>
    public int? ReminderMinutes { get; init; }

    public string? ExternalId { get; init; }
}

/// <summary>What became of an activity, and what follows from it in the same transaction.</summary>
public sealed record ActivityOutcome(ActivityStatus Status)
{
    /// <summary>Null leaves the note as it is.</summary>
    public string? Note { get; init; }

    /// <summary>The next activity of continuity (A14), planned together with this one's end.</summary>
    public ActivityDraft? Next { get; init; }

    /// <summary>The client's service ends with this activity (A15).</summary>
    public ServiceEnd? End { get; init; }
}

/// <summary>Why an office serves a client no more.</summary>
/// <param name="CancelPlanned">What is still planned with the client is cancelled too; asked, never assumed.</param>
public sealed record ServiceEnd(int ReasonId, string? Description, bool CancelPlanned);
