using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Telephony;
using Microsoft.Playwright;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>A real Chromium with 200 calls on the panel, each changing every second: how much of its main thread that takes.</summary>
public sealed class BrowserVerb(Options options, Report report)
{
    private const int Calls = 200;
    private const int PartsOfASecond = 10;

    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var app = await AppUnderTest.StartAsync(options, ct);
        var events = new PanelEvents(app.TellAsync);
        var calls = Enumerable.Range(0, Calls).Select(i => $"browser-{i}").ToArray();
        await app.TellAsync([.. calls.SelectMany(call => (CallEvent[])[events.Started(call), events.OnLeg(call, CallEventKind.Ringing), events.OnLeg(call, CallEventKind.Answered)])], ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright, options);
        var page = await browser.PageAsync(app.Visitor, AppUnderTest.Panel);
        await page.Locator("[data-rows] li.call").Nth(Calls - 1).WaitForAsync();

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var changing = ChangeAsync(app, events, calls, enough.Token);
        await Task.Delay(TimeSpan.FromSeconds(5), ct);
        var machine = new Machine([app.Server.Id]);
        var before = machine.Read();
        var busy = await BusyAsync(page, ct);
        await enough.CancelAsync();
        await changing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        report.Add(new Figure
        {
            What = $"main thread of Chromium with {Calls} calls, each changing every second",
            Unit = "of its time",
            Value = busy,
            Judged = busy,
            Bound = 0.30,
            // Chromium's own processes are counted among the others here.
            ForeignCpu = machine.ForeignSince(before),
        });
    }

    private static async Task<double> BusyAsync(IPage page, CancellationToken ct)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Performance.enable");
        var first = await MetricsAsync(devTools);
        await Task.Delay(Watched, ct);
        var last = await MetricsAsync(devTools);
        return (last["TaskDuration"] - first["TaskDuration"]) / (last["Timestamp"] - first["Timestamp"]);
    }

    private static async Task<Dictionary<string, double>> MetricsAsync(ICDPSession devTools)
    {
        var answer = await devTools.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
    }

    // A tenth of the calls each tenth of a second, held and resumed in turn, as an office is: never all at once.
    private static async Task ChangeAsync(AppUnderTest app, PanelEvents events, string[] calls, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PartsOfASecond));
        for (var tick = 0; await timer.WaitForNextTickAsync(ct); tick++)
        {
            var kind = tick / PartsOfASecond % 2 == 0 ? CallEventKind.Held : CallEventKind.Resumed;
            await app.TellAsync([.. calls.Where((_, i) => i % PartsOfASecond == tick % PartsOfASecond).Select(call => events.OnLeg(call, kind))], ct);
        }
    }
}
