using CrmLive.Core.Users;

namespace CrmLive.Web.Settings;

/// <summary>An employee's fields while they are being typed.</summary>
public sealed class UserDraft
{
    public int? Id { get; init; }
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public string Login { get; set; } = "";
    public string? Email { get; set; }
    public string? Extension { get; set; }
    public int? RoleId { get; set; }
    public int? BranchId { get; set; }
    public int? DepartmentId { get; set; }
    public DateOnly? EmployedFrom { get; set; }
    public DateOnly? EmployedUntil { get; set; }

    public static UserDraft Of(UserRow user) => new()
    {
        Id = user.Id,
        FirstName = user.FirstName,
        LastName = user.LastName,
        Login = user.Login ?? "",
        Email = user.Email,
        Extension = user.Extension,
        RoleId = user.RoleId,
        BranchId = user.BranchId,
        DepartmentId = user.DepartmentId,
        EmployedFrom = user.EmployedFrom,
        EmployedUntil = user.EmployedUntil,
    };

    public UserEdit ToEdit() => new()
    {
        Id = Id,
        FirstName = FirstName,
        LastName = LastName,
        Login = Login,
        Email = Email,
        Extension = Extension,
        RoleId = RoleId ?? 0,
        BranchId = BranchId,
        DepartmentId = DepartmentId,
        EmployedFrom = EmployedFrom,
        EmployedUntil = EmployedUntil,
    };
}
