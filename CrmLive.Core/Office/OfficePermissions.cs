using CrmLive.Core.Access;

namespace CrmLive.Core.Office;

public static class OfficePermissions
{
    public const string Settings = "office.settings";
    public const string Backup = "office.backup";

    public static PermissionGroup Group { get; } = new("office",
    [
        new(Settings, BuiltInRoles.Administrator),
        new(Backup, BuiltInRoles.Administrator),
    ]);
}
