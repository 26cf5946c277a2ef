using System.Globalization;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>From an accepted event to the last of a thousand online panels, against the same fan-out over a bare hub in the same server.</summary>
public sealed class Fanout(Options options, Report report)
{
    private const int WarmUp = 40;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var app = await AppUnderTest.StartAsync(options, ct);
        await using var panels = new Crowd<BrowserCircuit>();
        await using var listeners = new Crowd<HubListener>();
        await panels.GrowAsync(options.Panels, i => new BrowserCircuit(i, app.Visitor, panels.Wanted), (c, token) => c.OpenAsync(AppUnderTest.Panel, token), ct);
        await listeners.GrowAsync(options.Panels, i => new HubListener(i, app.Visitor, listeners.Wanted), (l, token) => l.OpenAsync("bench/floor", token), ct);
        var events = new PanelEvents(app.TellAsync);
        await events.FillAsync(ct);

        Task<Sample> FloorAsync(int times) => Fan.OutAsync(listeners, Fan.Mark, mark => app.PostAsync($"bench/floor/ring?mark={mark}", ct), times, ct);
        async Task<Sample> ChangeAsync(int times)
        {
            await events.TalkAsync(ct);
            await Task.Delay(Settle, ct);
            return await Fan.OutAsync(panels, events.NextState, _ => events.ChangeAsync(ct), times, ct);
        }
        Task<Sample> LifeAsync(int times) => Fan.OutAsync(panels, events.NextInLife, mark => events.LiveOnAsync(mark, ct), times, ct);
        Task<Sample> CallAsync(int times) => Fan.OutAsync(panels, Fan.Mark, mark => events.NewCallAsync(mark, ct), times, ct, async () =>
        {
            // An office's panel stays as long as it is: calls end as others come.
            await Task.Delay(Rest, ct);
            await events.EndOldestAsync(ct);
        });

        await FloorAsync(WarmUp);
        await LifeAsync(WarmUp);
        await ChangeAsync(WarmUp);
        await CallAsync(WarmUp);
        await DuelAsync("an event of a call's life", app, FloorAsync, LifeAsync, panels, ct);
        await events.EndLifeAsync(ct);
        await DuelAsync("a call changes", app, FloorAsync, ChangeAsync, panels, ct);
        await DuelAsync("a new call", app, FloorAsync, CallAsync, panels, ct);
        Panels.ThrowIfLost(panels);
    }

    private async Task DuelAsync(
        string what, AppUnderTest app, Func<int, Task<Sample>> floor, Func<int, Task<Sample>> goal, Crowd<BrowserCircuit> panels, CancellationToken ct)
    {
        var before = Panels.Total(panels);
        var duel = new Duel(new Machine([app.Server.Id]), options.Rounds);
        var (floorWork, goalWork) = (new Work(app.Server), new Work(app.Server));
        await duel.RunAsync(() => floorWork.CountAsync(() => floor(options.Events)), () => goalWork.CountAsync(() => goal(options.Events)), ct);
        var each = Panels.Total(panels).Since(before);
        var screens = (double)panels.Watchers.Count * options.Rounds * options.Events;
        report.Say(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {each.Batches / screens:F2} batches, {each.BatchBytes / screens:F0} bytes, {each.UpdatedComponents / screens:F2} components rendered a screen; {goalWork.Microseconds / screens:F0} us of work, {floorWork.Microseconds / screens:F0} for the hub"));
        report.Add(duel.Ratio($"{what}, last of {options.Panels} panels, median", "ms", 2.5, s => s.Median));
        report.Add(duel.Ratio($"{what}, last of {options.Panels} panels, p99", "ms", 5, s => s.P99));
    }
}
