using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>Turns a signed-in user into the actor they are right now: rights are read anew, never remembered from the sign-in.</summary>
public sealed class Actors(CrmDb crm)
{
    /// <summary>Null when the user has left or is locked out.</summary>
    public async Task<Actor?> OfUserAsync(int userId, ActorChannel channel, string? ip, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var user = await db.Set<User>().AsNoTracking().Include(u => u.Role).FirstOrDefaultAsync(u => u.Id == userId && !u.Retired, ct);
        return user is null ? null : new Actor
        {
            UserId = user.Id,
            Name = user.FullName,
            Login = user.UserName,
            Permissions = user.Role!.Permissions.ToFrozenSet(),
            Scope = user.Role.Scope,
            BranchId = user.BranchId,
            Channel = channel,
            Ip = ip,
        };
    }
}
