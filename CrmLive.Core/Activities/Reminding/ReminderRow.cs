namespace CrmLive.Core.Activities.Reminding;

/// <summary>A reminder behind the bell.</summary>
public sealed record ReminderRow
{
    public required int Id { get; init; }
    public required int ActivityId { get; init; }
    public ActivityType Type { get; init; }
    public DateTime? StartsAt { get; init; }
    public int ClientId { get; init; }
    public required string Client { get; init; }
    public string? Note { get; init; }
    public DateTime ShowAt { get; init; }
}
