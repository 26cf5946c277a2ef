using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Wall;

public sealed class ScreenCommands(CrmDb crm)
{
    /// <summary>The code on the television becomes a screen; it cannot be used twice.</summary>
    public async Task<Saved> ApproveAsync(Actor actor, string code, ScreenEdit edit, CancellationToken ct)
    {
        actor.Require(WallPermissions.Screens);
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var plain = Pairing.Plain(code);
        await using var db = crm.Open(actor);
        var pairing = await db.Set<ScreenPairing>().FirstOrDefaultAsync(p => p.Code == plain && p.ExpiresAt > now, ct);
        if (await ProblemsAsync(db, edit, ct) is var problems && (pairing is null || problems.Count > 0))
        {
            return Saved.Invalid([.. problems, .. pairing is null ? [new Problem("Code", "screen-code")] : Array.Empty<Problem>()]);
        }

        var screen = new Screen { Name = edit.Name, Hash = pairing.Hash, CreatedAt = now };
        edit.WriteTo(screen);
        db.Add(screen);
        db.Remove(pairing);
        return await db.SaveOrSayWhoAsync(screen, ct);
    }

    public async Task<Saved> ChangeAsync(Actor actor, int id, ScreenEdit edit, CancellationToken ct)
    {
        actor.Require(WallPermissions.Screens);
        await using var db = crm.Open(actor);
        if (await db.Set<Screen>().FirstOrDefaultAsync(s => s.Id == id && s.RevokedAt == null, ct) is not { } screen)
        {
            return Saved.Gone;
        }

        if (await ProblemsAsync(db, edit, ct) is { Count: > 0 } problems)
        {
            return Saved.Invalid([.. problems]);
        }

        edit.WriteTo(screen);
        return await db.SaveOrSayWhoAsync(screen, ct);
    }

    /// <summary>At once, while it shows: the page, the hub and every address it could ask.</summary>
    public async Task<Saved> RevokeAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(WallPermissions.Screens);
        await using var db = crm.Open(actor);
        if (await db.Set<Screen>().FirstOrDefaultAsync(s => s.Id == id && s.RevokedAt == null, ct) is not { } screen)
        {
            return Saved.Gone;
        }

        screen.RevokedAt = crm.Clock.GetUtcNow().UtcDateTime;
        db.Tell(screen, "screen.revoked");
        return await db.SaveOrSayWhoAsync(screen, ct);
    }

    private static async Task<IReadOnlyList<Problem>> ProblemsAsync(CrmDbContext db, ScreenEdit edit, CancellationToken ct) =>
        edit.BranchId is { } branch && !await db.Set<Branch>().AnyAsync(b => b.Id == branch, ct)
            ? [.. edit.Problems, new Problem(nameof(edit.BranchId), "missing")]
            : edit.Problems;
}
