using CrmLive.Benchmarks.Circuit;
using Microsoft.Playwright;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>A real browser, with a window for each visitor who has signed in.</summary>
internal static class Chromium
{
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, Options options) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = options.Text("chromium", "/usr/bin/chromium"),
        Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    });

    public static async Task<IPage> PageAsync(this IBrowser browser, Visitor visitor, string path)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, TimezoneId = "Europe/Warsaw" });
        await context.AddCookiesAsync(visitor.Cookies.GetAllCookies().Select(Cookie));
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(visitor.Home, path).AbsoluteUri);
        return page;
    }

    private static Cookie Cookie(System.Net.Cookie cookie) => new()
    {
        Name = cookie.Name,
        Value = cookie.Value,
        Domain = cookie.Domain,
        Path = cookie.Path,
        HttpOnly = cookie.HttpOnly,
    };
}
