using System.Text.RegularExpressions;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>The line between a page and its circuit, in a real browser.</summary>
public sealed partial class LineJourney
{
    [SkippableFact, Trait("Feature", "P3")]
    public async Task A_page_whose_session_is_ended_elsewhere_is_thrown_to_the_sign_in_at_once()
    {
        Needs.Chromium();
        await using var app = await StartAsync();
        var here = await JourneyOffice.EnterAsync(app.Address, "rita", "/clients");
        await Expect(here.Locator("h1")).ToBeVisibleAsync();
        var there = await JourneyOffice.EnterAsync(app.Address, "rita", "/account");

        await there.Locator("form[action='account/sessions/end'] button").First.ClickAsync();
        await Expect(here).ToHaveURLAsync(SignInThenClients());
        await Expect(here.Locator("#login")).ToBeVisibleAsync();
        // And whose page it was that ended it works on.
        await there.GotoAsync("/clients");
        await Expect(there.Locator(".nav")).ToBeVisibleAsync();
    }

    [SkippableFact, Trait("Feature", "P18")]
    public async Task A_page_back_from_sleep_asks_its_circuit_and_loads_itself_anew_when_none_answers()
    {
        Needs.Chromium();
        await using var app = await StartAsync();
        var page = await JourneyOffice.EnterAsync(app.Address, "rita", "/clients");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        // A laptop that slept: for the page two minutes have passed between two looks.
        const string sleep = "() => { const now = Date.now; Date.now = () => now() + 120000; document.dispatchEvent(new Event('visibilitychange')); }";
        await page.EvaluateAsync("() => { window.before = true; const ask = DotNet.invokeMethodAsync; DotNet.invokeMethodAsync = async (...what) => { const answer = await ask.apply(DotNet, what); window.answered = what.at(-1); return answer; }; }");
        await page.EvaluateAsync(sleep);
        await page.WaitForFunctionAsync("() => window.answered === 'Pulse'");
        Assert.True(await page.EvaluateAsync<bool>("() => window.before"));

        // Now the circuit behind the page is gone and nothing says so.
        await page.EvaluateAsync("() => { DotNet.invokeMethodAsync = () => new Promise(() => {}); }");
        await page.EvaluateAsync(sleep);
        await page.WaitForFunctionAsync("() => window.before === undefined");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
    }

    private static Task<RunningApp> StartAsync() =>
        RunningApp.StartAsync(data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), "--Sample:Enabled=false");

    [GeneratedRegex(@"/account/sign-in\?returnUrl=(%2F|/)clients$")]
    private static partial Regex SignInThenClients();
}
