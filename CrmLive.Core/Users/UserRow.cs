namespace CrmLive.Core.Users;

/// <summary>An employee in the list of the settings.</summary>
public sealed record UserRow
{
    public required int Id { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public string? Login { get; init; }
    public string? Email { get; init; }
    public string? Extension { get; init; }
    public required int RoleId { get; init; }
    public string? RoleKey { get; init; }
    public string? RoleName { get; init; }
    public int? BranchId { get; init; }
    public int? DepartmentId { get; init; }
    public DateOnly? EmployedFrom { get; init; }
    public DateOnly? EmployedUntil { get; init; }
    public DateTime? LastSignInAt { get; init; }
    public bool TwoFactor { get; init; }
    public bool Retired { get; init; }
}

/// <summary>What the administrator typed about an employee; a new one has no id.</summary>
public sealed record UserEdit
{
    public int? Id { get; init; }
    public string FirstName { get; init; } = "";
    public string LastName { get; init; } = "";
    public string Login { get; init; } = "";
    public string? Email { get; init; }
    public string? Extension { get; init; }
    public int RoleId { get; init; }
    public int? BranchId { get; init; }
    public int? DepartmentId { get; init; }
    public DateOnly? EmployedFrom { get; init; }
    public DateOnly? EmployedUntil { get; init; }
}
