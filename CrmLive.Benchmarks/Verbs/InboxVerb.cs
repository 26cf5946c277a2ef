using System.Globalization;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>From a submission that the server has accepted to its row and counter on the last of 500 inboxes, against the same fan-out over a bare hub in the same server.</summary>
public sealed class InboxVerb(Options options, Report report)
{
    /// <summary>Until the runtime has compiled well what runs at each event: a server that is an hour old has.</summary>
    private const int WarmUp = 150;
    private const string Manager = "marek.zawadzki@example.com";

    public async Task RunAsync(CancellationToken ct)
    {
        var count = options.Number("panels", 500);
        await using var app = await AppUnderTest.StartAsync(options, ct);
        using var manager = await app.SignInAsync(Manager, ct);
        await using var inboxes = new Crowd<BrowserCircuit>();
        await using var listeners = new Crowd<HubListener>();
        await inboxes.GrowAsync(count, i => new BrowserCircuit(i, manager, inboxes.Wanted), (c, token) => c.OpenAsync("submissions?show=Pending", token), ct);
        await listeners.GrowAsync(count, i => new HubListener(i, app.Visitor, listeners.Wanted), (l, token) => l.OpenAsync("bench/floor", token), ct);

        Task<Sample> FloorAsync(int times) => Fan.OutAsync(listeners, Fan.Mark, mark => app.PostAsync($"bench/floor/ring?mark={mark}", ct), times, ct);
        Task<Sample> GoalAsync(int times) => Fan.OutAsync(inboxes, Fan.Mark, mark => app.PostAsync($"bench/submissions?mark={mark}", ct), times, ct);
        await FloorAsync(WarmUp);
        await GoalAsync(WarmUp);

        var before = Panels.Total(inboxes);
        var duel = new Duel(new Machine([app.Server.Id]), options.Rounds);
        await duel.RunAsync(() => FloorAsync(options.Events), () => GoalAsync(options.Events), ct);
        Panels.ThrowIfLost(inboxes);
        var each = Panels.Total(inboxes).Since(before);
        var screens = (double)count * options.Rounds * options.Events;
        report.Say(string.Create(CultureInfo.InvariantCulture, $"a submission: {each.Batches / screens:F2} batches, {each.BatchBytes / screens:F0} bytes, {each.UpdatedComponents / screens:F2} components rendered a screen"));
        report.Add(duel.Ratio($"a submission on the last of {count} inboxes, median", "ms", 3, s => s.Median));
    }
}
