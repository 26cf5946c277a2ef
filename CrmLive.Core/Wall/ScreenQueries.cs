using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Wall;

public sealed class ScreenQueries(CrmDb crm)
{
    /// <summary>Seen more seldom than this a screen is not written down again; when it was last on is asked in hours.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(30);

    /// <summary>Those in use, by name.</summary>
    public async Task<IReadOnlyList<ScreenRow>> AllAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(WallPermissions.Screens);
        await using var db = crm.Open(actor);
        return await db.Set<Screen>().AsNoTracking().Where(s => s.RevokedAt == null).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new ScreenRow
            {
                Id = s.Id, Name = s.Name, BranchId = s.BranchId, Pages = s.Pages, Sound = s.Sound, Language = s.Language, CreatedAt = s.CreatedAt, LastSeenAt = s.LastSeenAt,
                Branch = db.Set<Branch>().Where(b => b.Id == s.BranchId).Select(b => b.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
    }

    /// <summary>What waits behind a code, so that whoever approves sees where it stands; null for none.</summary>
    public async Task<WaitingScreen?> WaitingAsync(Actor actor, string code, CancellationToken ct)
    {
        actor.Require(WallPermissions.Screens);
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var plain = Pairing.Plain(code);
        await using var db = crm.Open(actor);
        return await db.Set<ScreenPairing>().AsNoTracking().Where(p => p.Code == plain && p.ExpiresAt > now)
            .Select(p => new WaitingScreen(p.AskedAt, p.Ip)).FirstOrDefaultAsync(ct);
    }

    /// <summary>Whose numbers a screen can show.</summary>
    public async Task<IReadOnlyList<Choice>> BranchesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(WallPermissions.Screens);
        await using var db = crm.Open(actor);
        return await db.Set<Branch>().AsNoTracking().OrderBy(b => b.Name).Select(b => new Choice(b.Id, b.Name)).ToListAsync(ct);
    }

    /// <summary>The screen with that hash of a cookie; null for one unknown or revoked.</summary>
    public async Task<ScreenRow?> FindAsync(string hash, CancellationToken ct)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        await using var db = crm.Open(Actor.System);
        if (await db.Set<Screen>().FirstOrDefaultAsync(s => s.Hash == hash && s.RevokedAt == null, ct) is not { } screen)
        {
            return null;
        }

        if (!(now - screen.LastSeenAt < SeenEvery))
        {
            screen.LastSeenAt = now;
            await db.SaveChangesAsync(ct);
        }

        return new()
        {
            Id = screen.Id, Name = screen.Name, BranchId = screen.BranchId, Pages = screen.Pages, Sound = screen.Sound, Language = screen.Language, CreatedAt = screen.CreatedAt,
            Branch = await db.Set<Branch>().Where(b => b.Id == screen.BranchId).Select(b => b.Name).FirstOrDefaultAsync(ct),
        };
    }
}

public sealed record WaitingScreen(DateTime AskedAt, string? Ip);

/// <summary>A screen in the list, and as it is told what to show.</summary>
public sealed record ScreenRow
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public int? BranchId { get; init; }
    public string? Branch { get; init; }
    public IReadOnlyList<string> Pages { get; init; } = [];
    public bool Sound { get; init; }
    public string Language { get; init; } = "en";
    public DateTime CreatedAt { get; init; }
    public DateTime? LastSeenAt { get; init; }

    public ScreenEdit ToEdit() => new() { Name = Name, BranchId = BranchId, Pages = Pages.ToValueList(), Sound = Sound, Language = Language };
}
