using System.Text;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>Every page, as it is seen and as it is read aloud.</summary>
public sealed class PagesJourney
{
    private static readonly (string Path, string Ready)[] Pages =
    [
        ("/calls/online", ".online [data-ready], .online .face, li.call"),
        ("/calls/missed", "h1"),
        ("/clients/new", "form.card-form"),
        ("/clients/1", ".card-head h1"),
        ("/settings/users", "h1"),
        ("/settings/roles", "h1"),
        ("/settings/office", "h1"),
        ("/settings/telephony", "h1"),
        ("/account/sessions", "h1"),
    ];

    [SkippableFact, Trait("Feature", "P17"), Trait("Feature", "P23")]
    public async Task No_page_breaks_an_accessibility_rule_overflows_a_telephone_or_trips_the_content_policy()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), "--Sample:Enabled=false");
        var wrong = new StringBuilder();
        foreach (var (width, scheme) in ((int, ColorScheme)[])[(360, ColorScheme.Light), (1440, ColorScheme.Dark)])
        {
            await LookAsync(app.Address, width, scheme, wrong);
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    private static async Task LookAsync(string address, int width, ColorScheme scheme, StringBuilder wrong)
    {
        var page = await JourneyOffice.EnterAsync(address, "admin", "/calls/online", width: width, height: 800);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                wrong.AppendLine(null, $"{page.Url} at {width}: {message.Text}");
            }
        };
        foreach (var (path, ready) in Pages)
        {
            await page.GotoAsync(path);
            await Expect(page.Locator(ready).First).ToBeVisibleAsync();
            foreach (var violation in (await page.RunAxe()).Violations)
            {
                wrong.AppendLine(null, $"{path} at {width} {scheme}: {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}");
            }

            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"))
            {
                wrong.AppendLine(null, $"{path} at {width}: wider than the screen");
            }
        }
    }
}
