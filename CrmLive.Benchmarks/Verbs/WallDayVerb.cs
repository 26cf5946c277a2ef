using System.Globalization;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;
using Microsoft.Playwright;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>A day and night of the sample office at sixty times its speed, on a wall that is left alone and in a day played again: what is held once all that can be collected is collected.</summary>
public sealed class WallDayVerb(Options options, Report report)
{
    private const double Speed = 60;
    private const double Most = 1.05;

    /// <summary>The first part of the day is for warming up, and neither its beginning nor its end hangs on one look.</summary>
    private const int Looks = 24;

    public async Task RunAsync(CancellationToken ct)
    {
        var minutes = options.Number("minutes", (int)(24 * 60 / Speed));
        await using var app = await AppUnderTest.StartAsync(options, ct, Speed);
        using var screen = await app.PairAsync(ct);
        using var manager = await app.SignInAsync("marek.zawadzki@example.com", ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright, options);
        var wall = await TabAsync(browser, screen, "wall", ".rank");
        var replay = await TabAsync(browser, manager, "replay?speed=60", ".rank");
        await replay.Page.Locator("#replay-go").ClickAsync();

        var (server, onWall, inReplay) = (new List<double>(), new List<double>(), new List<double>());
        for (var look = 0; look < Looks; look++)
        {
            await Task.Delay(TimeSpan.FromMinutes((double)minutes / Looks), ct);
            onWall.Add(await wall.HeapAsync());
            inReplay.Add(await replay.HeapAsync());
            server.Add(await app.PostAsync("bench/collect", ct) / 1024.0);
            report.Say(string.Create(CultureInfo.InvariantCulture, $"look {look + 1}: server {server[^1]:F0} KiB, wall {onWall[^1]:F0} KiB, replay {inReplay[^1]:F0} KiB"));
        }

        Judge("managed memory of the server", server);
        Judge("JavaScript heap of the wall's tab", onWall);
        Judge("JavaScript heap of a replay's tab", inReplay);
    }

    /// <summary>The last quarter of the day against its second one.</summary>
    private void Judge(string what, List<double> looks)
    {
        var quarter = looks.Count / 4;
        var (early, late) = (new Sample(looks.Skip(quarter).Take(quarter)).Median, new Sample(looks.TakeLast(quarter)).Median);
        report.Add(new Figure { What = $"{what} late in the day, against early in it", Unit = "KiB", Value = late, Floor = early, Judged = late / early, Bound = Most });
    }

    private static async Task<Tab> TabAsync(IBrowser browser, Visitor visitor, string path, string shown)
    {
        var page = await browser.PageAsync(visitor, path);
        await page.Locator(shown).First.WaitForAsync();
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Performance.enable");
        return new(page, devTools);
    }

    private sealed record Tab(IPage Page, ICDPSession DevTools)
    {
        public async Task<double> HeapAsync()
        {
            await DevTools.SendAsync("HeapProfiler.collectGarbage");
            var metrics = (await DevTools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray();
            return metrics.Single(m => m.GetProperty("name").GetString() == "JSHeapUsedSize").GetProperty("value").GetDouble() / 1024;
        }
    }
}
