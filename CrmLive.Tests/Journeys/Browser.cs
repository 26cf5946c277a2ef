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
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        return page;
    }

    private static async Task<IBrowser> StartAsync()
    {
        // Waited out only by a test that fails.
        Assertions.SetDefaultExpectTimeout(120_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Needs.Chromium(), Args = Quiet });
    }
}
