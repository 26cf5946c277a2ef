namespace CrmLive.Core.Activities;

/// <summary>An activity in the calendar. Times are UTC; the calendar shows them on the office's wall clock.</summary>
public sealed record CalendarRow
{
    public required int Id { get; init; }
    public int Version { get; init; }
    public ActivityType Type { get; init; }
    public ActivityStatus Status { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime EndsAt { get; init; }
    public int ClientId { get; init; }
    public required string Client { get; init; }
    public int AssignedToId { get; init; }
    public required string Assigned { get; init; }
    public int? InvestmentId { get; init; }
    public string? Investment { get; init; }
    public int? PlaceId { get; init; }
    public int? PriorityId { get; init; }
    public bool Reminds { get; init; }
    public bool IsOpen => Status.IsOpen;

    /// <summary>Planned and its end has passed.</summary>
    public bool IsOverdue(DateTime now) => IsOpen && EndsAt < now;
}

/// <summary>A5: what of the calendar is shown. An empty choice leaves nothing out.</summary>
public sealed record CalendarFilter
{
    public IReadOnlyCollection<int> People { get; init; } = [];
    public int? BranchId { get; init; }
    public IReadOnlyCollection<ActivityType> Types { get; init; } = [];
    public IReadOnlyCollection<ActivityStatus> Statuses { get; init; } = [];
    public int? InvestmentId { get; init; }

    /// <summary>Only these: what a ring said has changed.</summary>
    public IReadOnlyCollection<int> Ids { get; init; } = [];
}
