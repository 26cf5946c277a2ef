using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>Turns a signed-in user into the actor they are right now: rights are read anew, never remembered from the sign-in.</summary>
public sealed class Actors(CrmDb crm)
{
    /// <summary>Null when the user has left.</summary>
    public async Task<Actor?> OfUserAsync(int userId, ActorChannel channel, string? ip, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var user = await db.Set<User>().AsNoTracking().Include(u => u.Role).FirstOrDefaultAsync(u => u.Id == userId && !u.Retired, ct);
        return user is null ? null : Of(user, user.Role!, channel, ip);
    }

    internal static Actor Of(User user, Role role, ActorChannel channel, string? ip) => new()
    {
        UserId = user.Id,
        Name = user.FullName,
        Login = user.UserName,
        Permissions = role.Permissions.ToFrozenSet(),
        Scope = role.Scope,
        BranchId = user.BranchId,
        Channel = channel,
        Ip = ip,
    };
}
