using System.Collections.Frozen;

namespace CrmLive.Core.Access;

/// <summary>Who acts, with what rights and from where; an argument of every query and command, never ambient.</summary>
public sealed record Actor
{
    /// <summary>Background work of CrmLive itself: may do everything and sees everything.</summary>
    public static Actor System { get; } = new() { Name = "CrmLive", Channel = ActorChannel.System, Scope = Scope.All };

    /// <summary>Events of the telephone exchange.</summary>
    public static Actor Exchange { get; } = System with { Name = "PBX", Channel = ActorChannel.Pbx };

    /// <summary>Nobody signed in: may do nothing.</summary>
    public static Actor Nobody { get; } = new() { Name = "" };

    public int? UserId { get; init; }
    public required string Name { get; init; }
    public string? Login { get; init; }

    /// <summary>The token that another program acts with.</summary>
    public int? TokenId { get; init; }

    public FrozenSet<string> Permissions { get; init; } = [];
    public Scope Scope { get; init; }
    public int? BranchId { get; init; }
    public ActorChannel Channel { get; init; }
    public string? Ip { get; init; }

    private bool IsSystem => Channel is ActorChannel.System or ActorChannel.Pbx && UserId is null;

    public bool May(string permission) => IsSystem || Permissions.Contains(permission);

    /// <summary>Throws <see cref="AccessRefused"/>: the UI hides what is not allowed, the command refuses it.</summary>
    public void Require(string permission)
    {
        if (!May(permission))
        {
            throw new AccessRefused(permission);
        }
    }
}

/// <summary>How far a role's permissions reach: own rows, the branch's, or the whole office's.</summary>
public enum Scope { Own, Branch, All }

/// <summary>The way in of an action, as the journal and report R1 name it.</summary>
public enum ActorChannel { Web, Mobile, Api, Import, System, Pbx }

/// <summary>The actor lacks <paramref name="permission"/>.</summary>
public sealed class AccessRefused(string permission) : Exception($"Permission '{permission}' is required.")
{
    public string Permission { get; } = permission;
}
