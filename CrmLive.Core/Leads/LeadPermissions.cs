using CrmLive.Core.Access;

namespace CrmLive.Core.Leads;

public static class LeadPermissions
{
    public const string View = "leads.view";
    public const string Edit = "leads.edit";

    public static PermissionGroup Group { get; } = new("leads",
    [
        new(View, BuiltInRoles.Staff),
        new(Edit, BuiltInRoles.Staff),
    ]);
}
