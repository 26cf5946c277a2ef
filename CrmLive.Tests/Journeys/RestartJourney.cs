using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

public sealed class RestartJourney
{
    [SkippableFact, Trait("Feature", "P18"), Trait("Feature", "P6"), Trait("Feature", "C9")]
    public async Task A_page_left_open_comes_back_by_itself_after_the_server_was_killed_and_keeps_what_was_typed()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), Exchange.Settings);
        using var exchange = new Exchange(app.Address);
        await exchange.RingAsync("before", JourneyOffice.KnownNumber, "101");
        var page = await JourneyOffice.EnterAsync(app.Address, "rita", "/calls/online");
        var card = page.Locator("li.call", new() { HasText = "Anna Nowak" });
        await card.Locator("button[data-key=n]").ClickAsync();
        await page.Locator(".call-note textarea").PressSequentiallyAsync("asks for three rooms");

        await app.KillAsync();
        await app.StartAgainAsync();
        await exchange.RingAsync("after", "+48225550902", "101");

        // Nobody touches the page: the note that was typed is there, and so is the call that came after the restart.
        await Expect(page.Locator("li.call")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        // It had arrived before the kill and stands on the card, or it had not and its field has opened itself again.
        await page.WaitForFunctionAsync("""
            () => [document.querySelector(".call-note-text")?.textContent, document.querySelector(".call-note textarea")?.value].includes("asks for three rooms")
            """);
    }
}
