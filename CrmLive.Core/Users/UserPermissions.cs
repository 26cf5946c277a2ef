using CrmLive.Core.Access;

namespace CrmLive.Core.Users;

public static class UserPermissions
{
    public const string Manage = "users.manage";
    public const string Roles = "roles.manage";
    public const string Sessions = "sessions.revoke";
    public const string Journal = "journal.read";

    public static PermissionGroup Group { get; } = new("users",
    [
        new(Manage, BuiltInRoles.Administrator),
        new(Roles, BuiltInRoles.Administrator),
        new(Sessions, BuiltInRoles.Administrator),
        new(Journal, BuiltInRoles.Administrator | BuiltInRoles.DataProtectionOfficer),
    ]);
}
