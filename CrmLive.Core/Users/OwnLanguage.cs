using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>The language people choose for themselves follows them to every computer they sign in at (P10).</summary>
public sealed class OwnLanguage(CrmDb crm)
{
    /// <summary>Everybody may; nobody signed in has nowhere to keep it.</summary>
    public async Task ChooseAsync(Actor actor, string language, CancellationToken ct)
    {
        if (actor.UserId is not { } id)
        {
            return;
        }

        await using var db = crm.Open(actor);
        var user = await db.Set<User>().SingleAsync(u => u.Id == id, ct);
        user.Language = language;
        db.Happening = "user.language-chosen";
        await db.SaveChangesAsync(ct);
    }
}
