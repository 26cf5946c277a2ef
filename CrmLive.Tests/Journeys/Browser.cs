using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using CrmLive.Tests.Lab;
using Microsoft.Playwright;

namespace CrmLive.Tests.Journeys;

/// <summary>One real Chromium for the run; each visitor has a window and cookies of their own.</summary>
public static class Browser
{
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    private static readonly ConcurrentQueue<(string Address, IBrowserContext Window)> Open = new();

    /// <summary>Skips the test visibly where there is no Chromium.</summary>
    public static async Task<IPage> VisitAsync(string address, int width = 1440, int height = 900, string language = "en-GB", ColorScheme scheme = ColorScheme.Light, string zone = "Europe/Warsaw", bool script = true)
    {
        Needs.Chromium();
        var browser = await Started.Value;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = language,
            ColorScheme = scheme,
            TimezoneId = zone,
            JavaScriptEnabled = script,
        });
        Open.Enqueue((address, context));
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        return page;
    }

    /// <summary>
    /// Closes every window at an address whose server is gone. Left open they would knock at its door, and move what moves on them,
    /// to the end of the run: a third of both cores.
    /// </summary>
    public static async Task CloseAllAsync(string address)
    {
        for (var left = Open.Count; left > 0 && Open.TryDequeue(out var one); left--)
        {
            if (one.Address == address)
            {
                await one.Window.CloseAsync();
            }
            else
            {
                Open.Enqueue(one);
            }
        }
    }

    /// <summary>Waits until the page at this address is loaded, by looking: Playwright's own wait for a load hears events, and one that came too early is waited for in vain.</summary>
    /// <param name="address">How the address ends, as a pattern.</param>
    public static async Task ArrivedAsync(this IPage page, string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"{address}$"));
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    private static async Task<IBrowser> StartAsync()
    {
        // Waited out only by a test that fails.
        Assertions.SetDefaultExpectTimeout(120_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Needs.Chromium(), Args = Quiet });
    }
}
