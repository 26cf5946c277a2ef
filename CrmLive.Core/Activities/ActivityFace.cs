namespace CrmLive.Core.Activities;

/// <summary>All of one activity, for the dialog; <see cref="Draft"/> is what its fields begin with, in the office's wall time.</summary>
public sealed record ActivityFace
{
    public required int Id { get; init; }
    public required int Version { get; init; }
    public required ActivityDraft Draft { get; init; }
    public ActivityStatus Status { get; init; }
    public required string Client { get; init; }

    /// <summary>The service of the client has ended: nothing more can be planned.</summary>
    public bool ClientFinished { get; init; }

    public required string Assigned { get; init; }
    public string? CreatedBy { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? StartsAt { get; init; }
    public DateTime? EndsAt { get; init; }
    public DateTime? DoneAt { get; init; }
    public int? MeetingNumber { get; init; }

    /// <summary>A13: date and hour may be changed.</summary>
    public bool MayMove => Draft.Type != ActivityType.Note && Status.IsOpen;
}
