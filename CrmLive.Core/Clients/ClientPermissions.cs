using CrmLive.Core.Access;

namespace CrmLive.Core.Clients;

public static class ClientPermissions
{
    public const string View = "clients.view";
    public const string Edit = "clients.edit";
    public const string Assign = "clients.assign";
    public const string Merge = "clients.merge";
    public const string Export = "clients.export";
    public const string Import = "clients.import";
    public const string Documents = "clients.documents";

    public static PermissionGroup Group { get; } = new("clients",
    [
        new(View, BuiltInRoles.Staff | BuiltInRoles.DataProtectionOfficer),
        new(Edit, BuiltInRoles.Staff),
        new(Documents, BuiltInRoles.Staff | BuiltInRoles.DataProtectionOfficer),
        new(Assign, BuiltInRoles.Administrator | BuiltInRoles.Manager | BuiltInRoles.Receptionist),
        new(Merge, BuiltInRoles.Staff),
        new(Export, BuiltInRoles.Administrator | BuiltInRoles.Manager),
        new(Import, BuiltInRoles.Administrator | BuiltInRoles.Manager),
    ]);
}
