using CrmLive.Core.Common;

namespace CrmLive.Core.Calls;

/// <summary>A department and its people, by name. <see cref="Id"/> 0 is "without department".</summary>
public sealed record DepartmentNow
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public ValueList<EmployeeNow> Employees { get; init; } = [];
}

/// <summary>Whether an employee can take a call (C7).</summary>
public sealed record EmployeeNow
{
    public required int UserId { get; init; }
    public required string Name { get; init; }
    public string? Extension { get; init; }
    public EmployeeState State { get; init; }

    /// <summary>Ringing and on a call: since when. In a meeting and away: null where it was not said.</summary>
    public DateTime? Since { get; init; }

    /// <summary>In a meeting or away: until when.</summary>
    public DateTime? Until { get; init; }

    /// <summary>The call that rings or is talked on.</summary>
    public int? CallId { get; init; }

    public int? BranchId { get; init; }
}

/// <summary>In the order a receptionist asks for them.</summary>
public enum EmployeeState { Free, Ringing, OnCall, InMeeting, Away }
