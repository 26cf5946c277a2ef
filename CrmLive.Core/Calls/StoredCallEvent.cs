namespace CrmLive.Core.Calls;

/// <summary>A call event as it was acknowledged: from these rows the call is folded again after a restart, and the day replayed.</summary>
public sealed class StoredCallEvent
{
    public long Id { get; set; }
    public required string Exchange { get; set; }
    public required string EventId { get; set; }
    public required string CallKey { get; set; }
    public DateTime At { get; set; }
    public DateTime TakenAt { get; set; }

    /// <summary>The whole event as JSON.</summary>
    public required string Body { get; set; }
}
