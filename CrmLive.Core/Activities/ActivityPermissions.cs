using CrmLive.Core.Access;

namespace CrmLive.Core.Activities;

public static class ActivityPermissions
{
    public const string View = "activities.view";
    public const string Edit = "activities.edit";

    public static PermissionGroup Group { get; } = new("activities",
    [
        new(View, BuiltInRoles.Staff),
        new(Edit, BuiltInRoles.Staff),
    ]);
}
