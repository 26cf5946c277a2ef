using System.Collections.Concurrent;
using System.Security.Claims;
using CrmLive.Core.Access;
using CrmLive.Core.Live;
using CrmLive.Core.Users;
using CrmLive.Core.Wall;

namespace CrmLive.Web.Account;

/// <summary>
/// Who may still act, asked at every request, authorisation and circuit: remembered for a minute, and forgotten the moment a doorbell says that
/// their session, user or role has changed. Whatever holds a visit open is told.
/// </summary>
public sealed class Visits(Sessions sessions, ApiTokens tokens, ScreenQueries screens, ILiveBus bus, TimeProvider clock, ILogger<Visits> log) : BackgroundService
{
    /// <summary>In case a doorbell was lost on its way between nodes.</summary>
    public static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    // Subscribed here and not in ExecuteAsync: whatever changes from now on is heard.
    private readonly LiveSubscription _rings = bus.Subscribe(LiveTopic.Users, LiveTopic.Sessions);
    private readonly ConcurrentDictionary<string, Known> _known = [];
    private readonly ConcurrentDictionary<HeldVisit, HeldVisit> _held = [];
    private long _changes;

    public async Task<Actor> ActorOfAsync(ClaimsPrincipal who, CancellationToken ct) =>
        await FindAsync(who, ct) is { } visit ? visit.Actor : Actor.Nobody with { Ip = who.FindFirstValue(SessionClaims.Ip) };

    /// <summary>Null when whoever this was may not act any more, or never could.</summary>
    public async Task<Visit?> FindAsync(ClaimsPrincipal who, CancellationToken ct)
    {
        Visit? visit;
        if (who.FindFirstValue(SessionClaims.Session) is { } session)
        {
            visit = await KnownAsync(session, () => sessions.FindAsync(session, ct));
            visit = (visit?.Stamp ?? "") == who.FindFirstValue(SessionClaims.Stamp) ? visit : null;
        }
        else if (who.FindFirstValue(SessionClaims.Token) is { } token)
        {
            visit = await KnownAsync(token, async () => await tokens.FindAsync(token, ct) is { } actor ? new Visit(0, 0, null, actor, false) : null);
        }
        else if (who.FindFirstValue(SessionClaims.Screen) is { } screen)
        {
            // A screen may nothing at all: it is only known, so that its line ends with it.
            visit = await KnownAsync(screen, async () => await screens.FindAsync(screen, ct) is { } found ? new Visit(0, 0, null, Actor.Nobody with { Name = found.Name }, false) : null);
        }
        else
        {
            return null;
        }

        return visit is null ? null : visit with { Actor = visit.Actor with { Ip = who.FindFirstValue(SessionClaims.Ip) ?? visit.Actor.Ip } };
    }

    /// <summary>For what outlives a request (a circuit, a hub connection): tells how its bearer stands, and each change of that.</summary>
    public async Task<HeldVisit> HoldAsync(ClaimsPrincipal who, CancellationToken ct)
    {
        var held = new HeldVisit(who, await FindAsync(who, ct), left => _held.TryRemove(left, out _));
        _held[held] = held;
        // Once more: what changed between the reading and the holding would have been told to nobody.
        held.Tell(await FindAsync(who, ct));
        return held;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ListenAsync(stoppingToken), LookAroundAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken ct)
    {
        while (true)
        {
            Forget(await _rings.ReadBatchAsync(ct));
            await TellAsync(ct);
        }
    }

    private async Task LookAroundAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Recheck, clock, ct);
            await TellAsync(ct);
            foreach (var (key, known) in _known.Where(k => IsOld(k.Value)))
            {
                _known.TryRemove(KeyValuePair.Create(key, known));
            }
        }
    }

    private async Task<Visit?> KnownAsync(string key, Func<Task<Visit?>> read)
    {
        if (_known.TryGetValue(key, out var known) && !IsOld(known))
        {
            return known.Visit;
        }

        var changes = Interlocked.Read(ref _changes);
        var visit = await read();
        if (visit is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        // What was read while something changed may be from before it.
        if (changes == Interlocked.Read(ref _changes))
        {
            _known[key] = new Known(visit, now);
        }

        if (visit.SessionId != 0 && now.UtcDateTime - visit.LastSeenAt > SeenEvery)
        {
            await sessions.SeenAsync(visit.SessionId, CancellationToken.None);
        }

        return visit;
    }

    private void Forget(IReadOnlyList<LiveEvent> rings)
    {
        Interlocked.Increment(ref _changes);
        foreach (var (key, known) in _known)
        {
            if (rings.Any(ring => Concerns(ring, known.Visit)))
            {
                _known.TryRemove(key, out _);
            }
        }
    }

    // Users and roles ring under one topic with ids of their own: rather one look too many. So do sessions and tokens.
    private static bool Concerns(LiveEvent ring, Visit visit) => ring.Id == 0 || ring.Topic switch
    {
        LiveTopic.Sessions => visit.SessionId == 0 || ring.Id == visit.SessionId,
        // Of a token the role is not known here.
        _ => visit.SessionId == 0 || ring.Id == visit.Actor.UserId || ring.Id == visit.RoleId,
    };

    private async Task TellAsync(CancellationToken ct)
    {
        foreach (var held in _held.Values)
        {
            try
            {
                held.Tell(await FindAsync(held.Who, ct));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away: nobody is sent out for that, and the next look will tell.
                log.LogWarning(e, "Could not check the sessions of open screens");
                return;
            }
        }
    }

    private bool IsOld(Known known) => clock.GetUtcNow() - known.ReadAt >= Recheck;

    public override void Dispose()
    {
        _rings.Dispose();
        base.Dispose();
    }

    private sealed record Known(Visit Visit, DateTimeOffset ReadAt);
}
