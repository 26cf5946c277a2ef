using System.Text.RegularExpressions;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using CrmLive.Web.App;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>Every page, as it is seen and as it is read aloud.</summary>
public sealed partial class PagesJourney
{
    // Seen by the journeys of their own: the first run, a second step in mid-air, a link from a mail.
    private static readonly string[] Elsewhere = ["/", "/setup", "/account/sign-in", "/account/second-step", "/account/new-password"];

    /// <summary>Read from the application itself, so that a new page is looked at without anybody thinking of it.</summary>
    private static IEnumerable<string> Pages =>
        from type in typeof(App).Assembly.GetTypes()
        from route in type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()
        let path = Parameter().Replace(route.Template, "1")
        where !Elsewhere.Contains(path)
        orderby path
        select path;

    [SkippableFact, Trait("Feature", "P17"), Trait("Feature", "P23")]
    public async Task No_page_breaks_an_accessibility_rule_overflows_a_telephone_or_trips_the_content_policy()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), "--Sample:Enabled=false");
        var looks = new Looks();
        foreach (var (width, scheme) in ((int, ColorScheme)[])[(360, ColorScheme.Light), (1440, ColorScheme.Dark)])
        {
            await LookAsync(app.Address, width, scheme, looks);
        }

        looks.AreGood();
    }

    private static async Task LookAsync(string address, int width, ColorScheme scheme, Looks looks)
    {
        var page = await JourneyOffice.EnterAsync(address, "admin", "/calls/online", width: width, height: 800);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                looks.Say($"{page.Url} at {width}: {message.Text}");
            }
        };
        foreach (var path in Pages)
        {
            await page.GotoAsync(path);
            await Expect(page.Locator("h1, .face").First).ToBeVisibleAsync();
            await looks.AtAsync(page, $"{path} at {width} {scheme}");
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
