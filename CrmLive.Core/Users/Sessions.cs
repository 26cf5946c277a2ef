using System.Collections.Frozen;
using System.Security.Cryptography;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>Sign-ins that are open: begun, looked up on every request, listed and ended.</summary>
public sealed class Sessions(CrmDb crm)
{
    /// <summary>However active, a session ends after so long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const int LongestBrowser = 200;

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Returns the key the browser's cookie carries.</summary>
    public async Task<string> OpenAsync(Actor actor, int userId, string browser, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var user = await db.Set<User>().SingleAsync(u => u.Id == userId, ct);
        user.LastSignInAt = Now;
        var session = new SignInSession
        {
            Key = RandomNumberGenerator.GetHexString(32, lowercase: true),
            UserId = userId,
            StartedAt = Now,
            LastSeenAt = Now,
            Ip = actor.Ip,
            Browser = browser.Length > LongestBrowser ? browser[..LongestBrowser] : browser,
            Mobile = actor.Channel == ActorChannel.Mobile,
        };
        db.Add(session);
        db.Record(About(user, "user.signed-in"));
        await db.SaveChangesAsync(ct);
        return session.Key;
    }

    /// <summary>Null when there is no such session, it was ended, it is too old, or its user has left.</summary>
    public async Task<Visit?> FindAsync(string key, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var oldest = Now - Longest;
        var session = await db.Set<SignInSession>().AsNoTracking()
            .Include(s => s.User!.Role)
            .SingleOrDefaultAsync(s => s.Key == key && s.EndedAt == null && s.StartedAt > oldest && !s.User!.Retired, ct);
        if (session?.User is not { Role: { } role } user)
        {
            return null;
        }

        var needsTwoFactor = role.RequiresTwoFactor && !user.TwoFactorEnabled;
        var actor = Actors.Of(user, role, session.Mobile ? ActorChannel.Mobile : ActorChannel.Web, session.Ip);
        return new Visit(
            session.Id,
            role.Id,
            user.SecurityStamp,
            needsTwoFactor ? actor with { Permissions = FrozenSet<string>.Empty } : actor,
            needsTwoFactor)
        {
            LastSeenAt = session.LastSeenAt,
        };
    }

    public async Task SeenAsync(int sessionId, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        if (await db.Set<SignInSession>().FirstOrDefaultAsync(s => s.Id == sessionId && s.EndedAt == null, ct) is { } session)
        {
            session.LastSeenAt = Now;
            await db.SaveChangesAsync(ct);
        }
    }

    public async Task<IReadOnlyList<SessionRow>> OpenOfAsync(Actor actor, int userId, CancellationToken ct)
    {
        RequireOwnOr(actor, userId);
        await using var db = crm.Open(actor);
        var oldest = Now - Longest;
        return await db.Set<SignInSession>()
            .Where(s => s.UserId == userId && s.EndedAt == null && s.StartedAt > oldest)
            .OrderByDescending(s => s.LastSeenAt)
            .Select(s => new SessionRow
            {
                Id = s.Id,
                StartedAt = s.StartedAt,
                LastSeenAt = s.LastSeenAt,
                Ip = s.Ip,
                Browser = s.Browser,
                Mobile = s.Mobile,
            })
            .ToListAsync(ct);
    }

    /// <summary>Its owner signs out.</summary>
    public Task SignOutAsync(Actor actor, int sessionId, CancellationToken ct) =>
        EndAsync(actor, s => s.Id == sessionId, "user.signed-out", ct);

    /// <summary>Ended from elsewhere, by its owner or by who may end anybody's.</summary>
    public Task RevokeAsync(Actor actor, int sessionId, CancellationToken ct) =>
        EndAsync(actor, s => s.Id == sessionId, "user.session-revoked", ct);

    /// <summary>All of a user's sessions but perhaps one.</summary>
    public Task RevokeAllAsync(Actor actor, int userId, int? except, CancellationToken ct) =>
        EndAsync(actor, s => s.UserId == userId && s.Id != except, "user.session-revoked", ct);

    /// <summary>Asks for no right of its own: who may send somebody away may close the door behind them.</summary>
    internal Task EndAllOfRetiredAsync(Actor actor, int userId, CancellationToken ct) =>
        EndAsync(actor with { Permissions = [.. actor.Permissions, UserPermissions.Sessions] }, s => s.UserId == userId && s.User!.Retired, "user.session-revoked", ct);

    private async Task EndAsync(
        Actor actor, System.Linq.Expressions.Expression<Func<SignInSession, bool>> which, string happening, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var sessions = await db.Set<SignInSession>().Include(s => s.User).Where(s => s.EndedAt == null).Where(which).ToListAsync(ct);
        foreach (var session in sessions)
        {
            RequireOwnOr(actor, session.UserId);
            session.EndedAt = Now;
            var entry = About(session.User!, happening);
            entry.DurationSeconds = (int)(Now - session.StartedAt).TotalSeconds;
            db.Record(entry);
        }

        await db.SaveChangesAsync(ct);
    }

    private static void RequireOwnOr(Actor actor, int userId)
    {
        if (actor.UserId != userId)
        {
            actor.Require(UserPermissions.Sessions);
        }
    }

    private static JournalEntry About(User user, string happening) => new() { Event = happening, Subject = "user", SubjectId = user.Id };
}
