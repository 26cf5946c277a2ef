using System.Buffers.Text;
using System.Security.Cryptography;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities.Feed;

/// <summary>A20: private calendar addresses: made and revoked by their person, read by whoever has one.</summary>
public sealed class CalendarFeeds(CrmDb crm)
{
    private const int DaysBack = 60;
    private const int DaysAhead = 400;

    /// <summary>Read every few minutes by some programs; when it was read last need not be known to the second.</summary>
    private static readonly TimeSpan SameRead = TimeSpan.FromHours(1);

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    /// <summary>The address's token, never to be seen again; the address before it works no more.</summary>
    public async Task<string> CreateAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(ActivityPermissions.View);
        var user = actor.UserId ?? throw new AccessRefused(ActivityPermissions.View);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var db = crm.Open(actor);
        await EndAsync(db, user, ct);
        db.Add(new CalendarFeed { UserId = user, Hash = ApiTokens.HashOf(token), CreatedAt = Now });
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <summary>Null when the person has no address.</summary>
    public async Task<FeedStanding?> StandingAsync(Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await db.Set<CalendarFeed>().Where(f => f.UserId == actor.UserId && f.RevokedAt == null)
            .Select(f => new FeedStanding(f.CreatedAt, f.LastReadAt)).FirstOrDefaultAsync(ct);
    }

    public async Task RevokeAsync(Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        await EndAsync(db, actor.UserId, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The calendar as its person may see it now; null for an address unknown or revoked, and of a person who left.</summary>
    public async Task<FeedText?> ReadAsync(string token, CancellationToken ct)
    {
        var hash = ApiTokens.HashOf(token);
        await using var db = crm.Open(Actor.System);
        var feed = await db.Set<CalendarFeed>().Include(f => f.User!.Role).FirstOrDefaultAsync(f => f.Hash == hash && f.RevokedAt == null && !f.User!.Retired, ct);
        if (feed?.User is not { Role: { } role } user)
        {
            return null;
        }

        var now = Now;
        if (!(now - feed.LastReadAt < SameRead))
        {
            feed.LastReadAt = now;
            await db.SaveChangesAsync(ct);
        }

        var actor = Actors.Of(user, role, ActorChannel.Api, ip: null);
        var office = await db.Set<OfficeSettings>().AsNoTracking().FirstAsync(ct);
        var rows = await FeedRow.OfAsync(db, actor, now.AddDays(-DaysBack), now.AddDays(DaysAhead), ct);
        return FeedText.Write(rows, user, office, crm.Office.Time);
    }

    private async Task EndAsync(CrmDbContext db, int? user, CancellationToken ct)
    {
        foreach (var old in await db.Set<CalendarFeed>().Where(f => f.UserId == user && f.RevokedAt == null).ToListAsync(ct))
        {
            old.RevokedAt = Now;
        }
    }
}

public sealed record FeedStanding(DateTime CreatedAt, DateTime? LastReadAt);
