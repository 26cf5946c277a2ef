using CrmLive.Core.Access;

namespace CrmLive.Core.Users;

/// <summary>An open session as it stands now: who acts through it, with the rights of this moment.</summary>
/// <param name="Stamp">The user's security stamp; a cookie that carries another one is from before a change of password.</param>
/// <param name="NeedsTwoFactor">The role demands an authenticator app and there is none yet: until then nothing is permitted.</param>
public sealed record Visit(int SessionId, int RoleId, string? Stamp, Actor Actor, bool NeedsTwoFactor)
{
    public DateTime LastSeenAt { get; init; }

    /// <summary>Whether the bearer stands as before; that they were seen meanwhile changes nothing.</summary>
    public bool SameAs(Visit? other) =>
        other is not null
        && NeedsTwoFactor == other.NeedsTwoFactor
        && Actor.Permissions.SetEquals(other.Actor.Permissions)
        && Actor with { Permissions = other.Actor.Permissions } == other.Actor;
}
