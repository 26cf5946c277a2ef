namespace CrmLive.Web.Activities;

/// <summary>What follows a completed activity: the next one (A14), or the end of the client's service (A15).</summary>
public sealed class NextEntry
{
    /// <summary>Plan the next one with the same save.</summary>
    public bool Wanted { get; set; }

    public ActivityEntry? Entry { get; set; }

    /// <summary>A colleague has settled the activity meanwhile; what comes next is planned by itself.</summary>
    public bool Alone { get; set; }

    /// <summary>The client's service ends with it.</summary>
    public bool Ends { get; set; }

    public int? ReasonId { get; set; }
    public string? Description { get; set; }

    /// <summary>Asked, never assumed: on until it is taken off.</summary>
    public bool CancelPlanned { get; set; } = true;
}
