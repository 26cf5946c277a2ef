using System.Collections.Concurrent;
using System.Security.Claims;
using CrmLive.Core.Access;
using CrmLive.Core.Live;
using CrmLive.Core.Users;

namespace CrmLive.Web.Account;

/// <summary>
/// Who may still act, asked at every request, authorisation and circuit: remembered for a minute, and forgotten the moment a doorbell says that
/// a session, user or role has changed. Connections whose session has ended are cut.
/// </summary>
public sealed class Visits(Sessions sessions, ApiTokens tokens, ILiveBus bus, TimeProvider clock, ILogger<Visits> log) : BackgroundService
{
    /// <summary>In case a doorbell was lost on its way between nodes.</summary>
    public static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);

    /// <summary>Time for the page to leave by itself, with words, before its line is cut.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    // Subscribed here and not in ExecuteAsync: whatever changes from now on is heard.
    private readonly LiveSubscription _rings = bus.Subscribe(LiveTopic.Users, LiveTopic.Sessions);
    private readonly ConcurrentDictionary<string, Known> _known = [];
    private readonly ConcurrentDictionary<object, Connection> _connections = [];
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
            visit = visit?.Stamp == who.FindFirstValue(SessionClaims.Stamp) ? visit : null;
        }
        else if (who.FindFirstValue(SessionClaims.Token) is { } token)
        {
            visit = await KnownAsync(token, async () => await tokens.FindAsync(token, ct) is { } actor ? new Visit(0, null, actor, false) : null);
        }
        else
        {
            return null;
        }

        return visit is null ? null : visit with { Actor = visit.Actor with { Ip = who.FindFirstValue(SessionClaims.Ip) ?? visit.Actor.Ip } };
    }

    /// <summary>Calls <paramref name="cut"/> soon after <paramref name="who"/> may not act any more.</summary>
    public IDisposable Hold(ClaimsPrincipal who, Action cut)
    {
        var connection = new Connection(who, cut, left => _connections.TryRemove(left, out _));
        _connections[connection] = connection;
        return connection;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ListenAsync(stoppingToken), LookAroundAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken ct)
    {
        while (true)
        {
            Forget(await _rings.ReadBatchAsync(ct));
            await CutEndedAsync(ct);
        }
    }

    private async Task LookAroundAsync(CancellationToken ct)
    {
        using var minutes = new PeriodicTimer(Recheck, clock);
        while (await minutes.WaitForNextTickAsync(ct))
        {
            await CutEndedAsync(ct);
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
        var sessionIds = rings.Where(r => r.Topic == LiveTopic.Sessions).Select(r => r.Id).ToHashSet();
        var all = sessionIds.Contains(0) || rings.Any(r => r.Topic == LiveTopic.Users);
        // Tokens (session 0) ring "Sessions" as well, with ids of their own.
        foreach (var (key, _) in _known.Where(k => all || k.Value.Visit.SessionId == 0 || sessionIds.Contains(k.Value.Visit.SessionId)))
        {
            _known.TryRemove(key, out _);
        }
    }

    private async Task CutEndedAsync(CancellationToken ct)
    {
        foreach (var connection in _connections.Values)
        {
            try
            {
                if (await FindAsync(connection.Who, ct) is null && connection.Condemn())
                {
                    _ = CutAsync(connection, ct);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database is away: nobody is cut for that, and the next look will tell.
                log.LogWarning(e, "Could not check the sessions of open screens");
                return;
            }
        }
    }

    private async Task CutAsync(Connection connection, CancellationToken ct)
    {
        await Task.Delay(Grace, clock, ct);
        connection.Cut();
    }

    private bool IsOld(Known known) => clock.GetUtcNow() - known.ReadAt >= Recheck;

    public override void Dispose()
    {
        _rings.Dispose();
        base.Dispose();
    }

    private sealed record Known(Visit Visit, DateTimeOffset ReadAt);

    private sealed class Connection(ClaimsPrincipal who, Action cut, Action<Connection> leave) : IDisposable
    {
        private int _condemned;

        public ClaimsPrincipal Who => who;

        public bool Condemn() => Interlocked.Exchange(ref _condemned, 1) == 0;

        public void Cut() => cut();

        public void Dispose() => leave(this);
    }
}
