using System.Globalization;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>What one more open panel costs the process, once all that can be collected is collected.</summary>
public sealed class MemoryVerb(Options options, Report report)
{
    private const int Base = 10;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var app = await AppUnderTest.StartAsync(options, ct);
        await using var panels = new Crowd<BrowserCircuit>();
        var events = new PanelEvents(app.TellAsync);
        await events.FillAsync(ct);
        Task GrowAsync(int count) => panels.GrowAsync(
            count, i => new BrowserCircuit(i, app.Visitor, panels.Wanted), (c, token) => c.OpenAsync(AppUnderTest.Panel, token), ct);

        await GrowAsync(Base);
        var few = await app.SettledKiBAsync(ct);
        await GrowAsync(options.Panels - Base);
        // A panel that shows nothing new is cheaper than one that lives.
        await events.TalkAsync(ct);
        await Fan.OutAsync(panels, events.NextState, _ => events.ChangeAsync(ct), 6, ct);
        var many = await app.SettledKiBAsync(ct);
        Panels.ThrowIfLost(panels);
        var start = panels.Watchers[0].Counters;
        report.Say(string.Create(CultureInfo.InvariantCulture, $"a panel: {start.BornComponents} components, {start.JsCalls} JavaScript calls"));
        var each = (many - few) / (double)(options.Panels - Base);
        report.Add(new Figure { What = $"process memory of an open panel at {options.Panels}", Unit = "KiB", Value = each, Judged = each, Bound = 650 });
    }
}
