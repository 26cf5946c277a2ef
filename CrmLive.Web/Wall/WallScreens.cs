using System.Collections.Concurrent;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Wall;
using Microsoft.AspNetCore.SignalR;

namespace CrmLive.Web.Wall;

/// <summary>The screens that show just now: each is told at once when it was revoked or arranged otherwise.</summary>
public sealed class WallScreens(
    ScreenQueries screens, OfficeNow office, WallAssets assets, ILiveBus bus, IHubContext<WallHub, IWallListener> hub, WallBroadcast wall, ILogger<WallScreens> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Subscribed here and not in ExecuteAsync: whatever changes from now on is heard.
    private readonly LiveSubscription _rings = bus.Subscribe(LiveTopic.Sessions, LiveTopic.Office);
    private readonly ConcurrentDictionary<string, (string Hash, WallArrangement Told)> _showing = new();

    /// <summary>How many show now, by screen.</summary>
    public IReadOnlyDictionary<string, int> Showing => _showing.Values.GroupBy(s => s.Hash).ToDictionary(g => g.Key, g => g.Count());

    internal Task<ScreenRow?> FindAsync(string hash, CancellationToken ct) => screens.FindAsync(hash, ct);

    internal WallArrangement Hold(string connection, string hash, ScreenRow screen)
    {
        var told = Arrangement(screen);
        _showing[connection] = (hash, told);
        return told;
    }

    internal void Drop(string connection) => _showing.TryRemove(connection, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _rings.ReadBatchAsync(stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(fault, "The screens on the walls could not be looked at; the next change will tell");
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        foreach (var screen in _showing.GroupBy(s => s.Value.Hash).ToList())
        {
            var now = await screens.FindAsync(screen.Key, ct);
            foreach (var (connection, (_, told)) in screen)
            {
                if (now is null)
                {
                    // The line is cut a moment later, as of anybody whose session ends (ConnectionCut).
                    Drop(connection);
                    await wall.LeaveAsync(connection);
                    await hub.Clients.Client(connection).Revoked();
                }
                else if (!Same(told, Arrangement(now)))
                {
                    await hub.Clients.Client(connection).Rearranged();
                }
            }
        }
    }

    private WallArrangement Arrangement(ScreenRow screen)
    {
        var settings = office.Current ?? new OfficeSettings();
        return new(
            screen.Name, settings.Name, screen.Branch, screen.Pages, screen.Sound, screen.Language, settings.TimeZone, assets.Version, settings.MissedGoalMinutes)
        {
            BranchId = screen.BranchId,
        };
    }

    private static bool Same(WallArrangement one, WallArrangement other) => one.Pages.SequenceEqual(other.Pages) && one with { Pages = other.Pages } == other;

    public override void Dispose()
    {
        _rings.Dispose();
        base.Dispose();
    }
}
