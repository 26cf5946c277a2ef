using System.Collections.Concurrent;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Core.Wall;
using Microsoft.AspNetCore.SignalR;

namespace CrmLive.Web.Wall;

/// <summary>Sends each change once to all walls of a branch: read once, made once and serialised once, however many they are.</summary>
public sealed class WallBroadcast(
    KpiView kpi, FloorView floor, SharedView<CallsNow> calls, IHubContext<WallHub, IWallListener> hub, OfficeClock office, TimeProvider clock, ILogger<WallBroadcast> log)
    : BackgroundService
{
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(4);

    // On the machine's time: the office's may stand still in a test.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A television that does not read holds the others up no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Place> _places = new();
    private readonly ConcurrentDictionary<int, WallFace> _faces = new();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private WallSources Sources => new(kpi.Current, calls.Current, floor.Current);

    internal async Task<WallShown> JoinAsync(string connection, int? branch, CancellationToken ct)
    {
        await LeaveAsync(connection);
        var place = new Place(branch, await kpi.WatchAsync(ct), await floor.WatchAsync(ct));
        // Into the group first: a change sent meanwhile is then told twice rather than never.
        _places[connection] = place;
        await hub.Groups.AddToGroupAsync(connection, GroupOf(branch), ct);
        if (ct.IsCancellationRequested)
        {
            // Gone while it came in: nobody else would take it out again.
            await LeaveAsync(connection);
        }

        return _faces.GetOrAdd(branch ?? 0, _ => WallFace.Make(Sources, branch, office.Time, Now, null)).Shown;
    }

    internal async Task LeaveAsync(string connection)
    {
        if (_places.TryRemove(connection, out var place))
        {
            place.Dispose();
            await hub.Groups.RemoveFromGroupAsync(connection, GroupOf(place.Branch));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowAsync(stoppingToken), BeatAsync(stoppingToken));

    private async Task FollowAsync(CancellationToken ct)
    {
        var seen = Sources;
        // Awaited until it completes and not asked anew: each asking would stay with a snapshot that nobody supersedes all night.
        Task[] news = [seen.Kpi.NextAsync(ct), seen.Calls.NextAsync(ct), seen.Floor.NextAsync(ct)];
        while (!ct.IsCancellationRequested)
        {
            await Task.WhenAny(news);
            try
            {
                var now = Sources;
                await SendAsync(now, ct);
                news = [Next(seen.Kpi, now.Kpi, news[0], ct), Next(seen.Calls, now.Calls, news[1], ct), Next(seen.Floor, now.Floor, news[2], ct)];
                seen = now;
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(fault, "The walls could not be told of a change; it is tried again");
                await Task.Delay(Pause, ct);
            }

            await Task.Delay(Pace, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task Next<T>(Snapshot<T> seen, Snapshot<T> now, Task waiting, CancellationToken ct)
        where T : class => seen == now ? waiting : now.NextAsync(ct);

    private async Task SendAsync(WallSources sources, CancellationToken ct)
    {
        var branches = Branches();
        foreach (var (branch, former) in _faces)
        {
            if (!branches.Contains(branch))
            {
                _faces.TryRemove(KeyValuePair.Create(branch, former));
                continue;
            }

            var face = WallFace.Make(sources, branch == 0 ? null : branch, office.Time, Now, former);
            var change = WallChange.Between(former.Shown, face.Shown);
            // First what a newcomer will be given, then the news of it: the other order could skip a step for them.
            if (change.IsNothing)
            {
                _faces.TryUpdate(branch, face with { Shown = former.Shown }, former);
            }
            else if (_faces.TryUpdate(branch, face, former))
            {
                await hub.Clients.Group(GroupOf(branch)).Changed(change).WaitAsync(Patience, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(BeatEvery, clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            foreach (var (branch, face) in _faces)
            {
                await hub.Clients.Group(GroupOf(branch)).Beat(new(face.Shown.Version, Now)).WaitAsync(Patience, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private HashSet<int> Branches() => [.. _places.Values.Select(place => place.Branch ?? 0)];

    private static string GroupOf(int? branch) => $"wall {branch ?? 0}";

    private sealed record Place(int? Branch, IDisposable People, IDisposable Floor) : IDisposable
    {
        public void Dispose()
        {
            People.Dispose();
            Floor.Dispose();
        }
    }
}
