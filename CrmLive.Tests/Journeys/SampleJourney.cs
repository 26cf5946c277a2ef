using CrmLive.Core.Sample;
using CrmLive.Tests.Lab;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

public sealed class SampleJourney
{
    [SkippableFact, Trait("Feature", "P1"), Trait("Feature", "P12"), Trait("Feature", "C8")]
    public async Task A_newcomer_sees_the_office_alive_finds_a_client_and_opens_a_card_from_a_call()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync("--Sample:Pace=6");
        var receptionist = SampleSignIn.OneOfEachRole.First(person => person.RoleKey == "receptionist");
        Assert.Contains(receptionist.Login, app.Output, StringComparison.Ordinal);
        var page = await JourneyOffice.EnterAsync(app.Address, receptionist.Login, "/calls/online", SampleOptions.Password);

        // Nobody does anything: calls come by themselves.
        await Expect(page.Locator("li.call").First).ToBeVisibleAsync(new() { Timeout = 60_000 });

        // Ctrl+K, accents forgiven, Enter opens the card.
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator(".search-input").FillAsync("kowalsk");
        await Expect(page.Locator(".search-hit").First).ToContainTextAsync("Kowalsk");
        await page.Locator(".search-input").PressAsync("Enter");
        await Expect(page.Locator(".card-head h1")).ToContainTextAsync("Kowalsk");

        // An unknown caller's number and source are on the new card already.
        await page.GotoAsync("/calls/missed");
        // Not the row of a hidden number, of which there is nothing to fill in.
        await page.Locator(".missed-row", new() { Has = page.Locator(".phone") }).Locator(".missed-unknown").First.ClickAsync();
        await page.Locator("a[href^='clients/new']").First.ClickAsync();
        await Expect(page.Locator("#c-Phone")).Not.ToHaveValueAsync("");
        await page.Locator("#c-LastName").FillAsync("Nowoprzybyła");
        await page.Locator("form.card-form button[type=submit]").ClickAsync();
        await Expect(page.Locator(".card-head h1")).ToContainTextAsync("Nowoprzybyła");
        await Expect(page.Locator("#p-calls")).ToBeVisibleAsync();
    }
}
