using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

public sealed class TwoNodesJourney
{
    [SkippableFact, Trait("Feature", "P6"), Trait("Feature", "P19"), Trait("Feature", "P20"), Trait("Feature", "A19"), Trait("Feature", "K13")]
    public async Task A_call_that_enters_at_one_node_is_seen_at_the_other()
    {
        Needs.Postgres();
        Needs.Chromium();
        await using var database = await PostgresLab.NewDatabaseAsync();
        await using var one = await RunningApp.StartAsync(
            data => JourneyOffice.CreateAsync(new DataOptions { Folder = data, Postgres = database.ConnectionString }, TestOffice.Catalog),
            [.. Exchange.Settings, $"--Data:Postgres={database.ConnectionString}"]);
        await using var two = await RunningApp.StartAsync([.. Exchange.Settings, $"--Data:Postgres={database.ConnectionString}"]);
        var page = await JourneyOffice.EnterAsync(two.Address, "rita", "/calls/online");
        using var exchange = new Exchange(one.Address);

        await exchange.RingAsync("call", JourneyOffice.KnownNumber, "101");
        var card = page.Locator("li.call", new() { HasText = "Anna Nowak" });
        await Expect(card).ToHaveAttributeAsync("data-state", "Ringing");
        await exchange.AnswerAsync("call", "101");
        await Expect(card).ToHaveAttributeAsync("data-state", "Talking");

        // The other way round: what is done at the second node is seen at the first.
        var first = await JourneyOffice.EnterAsync(one.Address, "adam", "/calls/online");
        await exchange.EndAsync("call");
        await exchange.RingAsync("missed", "+48225550902", "101");
        await exchange.EndAsync("missed");
        await page.Locator(".missed-row button[data-key=c]").ClickAsync();
        await Expect(first.Locator(".missed-row", new() { HasText = "Rita Sowa" })).ToBeVisibleAsync();

        // On one card, each at their own node, they know of each other.
        await page.GotoAsync("/clients/1");
        await first.GotoAsync("/clients/1");
        await Expect(page.Locator(".onlookers")).ToContainTextAsync("Adam Lis");
        await Expect(first.Locator(".onlookers")).ToContainTextAsync("Rita Sowa");
        await first.GotoAsync("/clients");
        await Expect(page.Locator(".onlookers")).Not.ToContainTextAsync("Adam Lis");

        // A television at one node, approved at the other, shows what comes in there.
        var tv = await Browser.VisitAsync(two.Address, 1920, 1080);
        await WallJourney.PairAsync(one.Address, tv);
        await exchange.RingAsync("again", JourneyOffice.KnownNumber, "101");
        await Expect(tv.Locator("#calls-count")).ToHaveTextAsync("1");
        await exchange.EndAsync("again");
        await Expect(tv.Locator("#calls-count")).ToHaveTextAsync("0");
    }
}
