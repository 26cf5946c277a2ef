using CrmLive.Core.Access;

namespace CrmLive.Core.Calls;

public static class CallPermissions
{
    public const string Watch = "calls.watch";

    /// <summary>Claim, take notes, put into the clients, end an entry by hand.</summary>
    public const string Handle = "calls.handle";

    public const string Dial = "calls.dial";

    /// <summary>Recordings; every playing is in the journal.</summary>
    public const string Listen = "calls.listen";

    public static PermissionGroup Group { get; } = new("calls",
    [
        new(Watch, BuiltInRoles.Staff),
        new(Handle, BuiltInRoles.Staff),
        new(Dial, BuiltInRoles.Staff),
        new(Listen, BuiltInRoles.Administrator | BuiltInRoles.Manager),
    ]);
}
