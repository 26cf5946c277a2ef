using System.Globalization;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;
using Microsoft.Playwright;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>From letting an activity go in one real Chromium window until it stands in its new place in a colleague's: asked, checked, saved, rung, read and drawn.</summary>
public sealed class DragVerb(Options options, Report report)
{
    private const string Advisor = "katarzyna.lis@example.com";
    private const string Manager = "marek.zawadzki@example.com";

    // Both windows live on one machine and share its clock.
    private const string WatchDrop = "() => addEventListener('mouseup', () => { window.dropped = performance.timeOrigin + performance.now(); }, true)";

    private const string WatchChange = """
        id => {
          const shown = () => document.querySelector(`[data-activity="${id}"] .act-time`)?.textContent;
          let was = shown();
          window.seen = [];
          new MutationObserver(() => {
            const is = shown();
            if (is && is !== was) { was = is; window.seen.push([is, performance.timeOrigin + performance.now()]); }
          }).observe(document.querySelector("[data-cal-grid]"), { subtree: true, childList: true, characterData: true });
        }
        """;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var app = await AppUnderTest.StartAsync(options, ct);
        using var advisor = await app.SignInAsync(Advisor, ct);
        using var manager = await app.SignInAsync(Manager, ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright, options);
        var hand = await browser.PageAsync(advisor, "calendar");
        var id = await AheadAsync(hand);
        var eye = await browser.PageAsync(manager, $"calendar?date={await ShownDayAsync(hand)}");
        await eye.Locator("#f-people summary").ClickAsync();
        await eye.Locator("#f-people input[type=radio]").Nth(1).CheckAsync();
        await eye.Locator("[data-cal=day]").ClickAsync();
        await eye.Locator(Of(id)).WaitForAsync();
        await hand.EvaluateAsync(WatchDrop);
        await eye.EvaluateAsync(WatchChange, id);

        var times = new List<double>();
        var rounds = options.Number("drags", 40);
        for (var i = 0; i < rounds + 3; i++)
        {
            // The first few compile what the rest run.
            if (await DragAsync(hand, eye, id, i % 2 == 0 ? "13:00" : "11:00", ct) is { } took && i >= 3)
            {
                times.Add(took);
            }
        }

        var sample = new Sample(times);
        report.Say($"drag to seen: fastest {times.Min():F0} ms, slowest {times.Max():F0} ms");
        report.Add(new Figure { What = "a drag let go, saved and seen in a colleague's window, median", Unit = "ms", Value = sample.Median, Judged = sample.Median, Bound = 100, Rounds = times.Count });
    }

    /// <summary>Turns to the first day ahead with something planned; gives what it is.</summary>
    private static async Task<string> AheadAsync(IPage page)
    {
        await page.Locator("[data-cal=day]").ClickAsync();
        for (var day = 0; day < 14; day++)
        {
            await page.Locator("[data-cal=next]").ClickAsync();
            await page.Locator(".cal:not([data-loading])").WaitForAsync();
            await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            if (await page.Locator(".act-open").CountAsync() > 0)
            {
                return (await page.Locator(".act-open").First.GetAttributeAsync("data-activity"))!;
            }
        }

        throw new InvalidOperationException("Nothing is planned in the two weeks ahead.");
    }

    private static async Task<string> ShownDayAsync(IPage page) =>
        (await page.Locator(".fc-timegrid-col.fc-day").First.GetAttributeAsync("data-date"))!;

    /// <summary>Null when it stood there already.</summary>
    private static async Task<double?> DragAsync(IPage hand, IPage eye, string id, string hour, CancellationToken ct)
    {
        var box = (await hand.Locator(Of(id)).BoundingBoxAsync())!;
        var slot = (await hand.Locator($".fc-timegrid-slot-lane[data-time=\"{hour}:00\"]").BoundingBoxAsync())!;
        await hand.Mouse.MoveAsync(box.X + 12, box.Y + 4);
        await hand.Mouse.DownAsync();
        var was = await hand.Locator($"{Of(id)} .act-time").First.TextContentAsync();
        await hand.Mouse.MoveAsync(box.X + 14, slot.Y + 2, new MouseMoveOptions { Steps = 8 });
        // It moves by whole quarters: from 10:40 to 12:55, not to 13:00.
        var to = (await hand.Locator(".fc-event-mirror .act-time").TextContentAsync())![..5];
        await eye.EvaluateAsync("() => { window.seen.length = 0; }");
        await hand.Mouse.UpAsync();
        if (to == was)
        {
            return null;
        }

        var seen = await (await eye.WaitForFunctionAsync("hour => window.seen.find(([at]) => at.startsWith(hour))?.[1]", to)).JsonValueAsync<double>();
        var dropped = await hand.EvaluateAsync<double>("window.dropped");
        // Nobody drags twice a second; and the eye's list rests a quarter of one between two readings.
        await Task.Delay(TimeSpan.FromMilliseconds(600), ct);
        return seen - dropped;
    }

    private static string Of(string id) => string.Create(CultureInfo.InvariantCulture, $"[data-activity=\"{id}\"]");
}
