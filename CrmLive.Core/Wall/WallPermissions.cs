using CrmLive.Core.Access;

namespace CrmLive.Core.Wall;

public static class WallPermissions
{
    /// <summary>Approve, change and revoke the screens on the walls.</summary>
    public const string Screens = "wall.screens";

    /// <summary>Play a day again (K16).</summary>
    public const string Replay = "wall.replay";

    public static PermissionGroup Group { get; } = new("wall",
    [
        new(Screens, BuiltInRoles.Administrator),
        new(Replay, BuiltInRoles.Administrator | BuiltInRoles.Manager),
    ]);
}
