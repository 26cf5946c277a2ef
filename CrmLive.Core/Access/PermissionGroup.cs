namespace CrmLive.Core.Access;

/// <summary>The permissions a slice owns; <see cref="Of"/> names which of the built-in roles hold them at first.</summary>
public sealed record PermissionGroup(string Slice, IReadOnlyList<PermissionDefault> Permissions);

public sealed record PermissionDefault(string Key, BuiltInRoles Of);

/// <summary>The roles an office starts with; the administrator changes them and adds others.</summary>
[Flags]
public enum BuiltInRoles
{
    None = 0,
    Administrator = 1,
    Manager = 2,
    Advisor = 4,
    Receptionist = 8,
    DataProtectionOfficer = 16,
    Staff = Administrator | Manager | Advisor | Receptionist,
}
