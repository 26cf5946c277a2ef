using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>"I am away", said by oneself and seen by everybody who asks who is free (C7); lasts until it is taken back.</summary>
public sealed class OwnPresence(CrmDb crm)
{
    public async Task<bool> IsAwayAsync(Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await db.Set<User>().AnyAsync(u => u.Id == actor.UserId && u.Away, ct);
    }

    /// <summary>Everybody may say it of themselves and nobody of another, so there is no right to ask for.</summary>
    public async Task SayAsync(Actor actor, bool away, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        if (await db.Set<User>().SingleOrDefaultAsync(u => u.Id == actor.UserId, ct) is { } user)
        {
            user.Away = away;
            db.Happening = away ? "user.went-away" : "user.came-back";
            await db.SaveChangesAsync(ct);
        }
    }
}
