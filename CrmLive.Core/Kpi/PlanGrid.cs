namespace CrmLive.Core.Kpi;

/// <summary>The numbers of a plan, a week's of somebody or a role's.</summary>
public sealed record PlanNumbers(int Meetings, int Calls, int Emails, int Total)
{
    /// <summary>Nobody makes more of anything in a week.</summary>
    private const int Most = 10_000;

    public bool IsSensible => Meetings is >= 0 and <= Most && Calls is >= 0 and <= Most && Emails is >= 0 and <= Most && Total is >= 0 and <= Most;
}

/// <summary>A cell of the grid as it is sent to be saved.</summary>
/// <param name="Numbers">Null takes the plan of one's own back, and the role's holds again.</param>
public sealed record PlanCell(int UserId, DateOnly Week, int Version, PlanNumbers? Numbers);

/// <summary>An employee's weeks.</summary>
public sealed record PlanLine(int UserId, string Name, IReadOnlyList<PlannedWeek> Weeks);

/// <param name="Version">0 where nothing was planned for this employee and week by itself.</param>
/// <param name="Own">Null where the role's plan holds.</param>
/// <param name="OfRole">What holds without one of their own.</param>
public sealed record PlannedWeek(DateOnly Week, int Version, PlanNumbers? Own, PlanNumbers? OfRole);

/// <summary>A role, and what its people have been given by default; newest last.</summary>
public sealed record RoleDefaults(int RoleId, string? Key, string? Name, IReadOnlyList<RolePlan> Plans);
