using CrmLive.Tests.Lab;
using Microsoft.Playwright;
using static CrmLive.Tests.Journeys.CalendarHands;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>Every form of the advisor's day, half filled when the server dies; the activity's own stands in <see cref="CalendarKeysJourney"/>.</summary>
public sealed class MidFormJourney
{
    private static readonly LocatorAssertionsToHaveValueOptions Patiently = new() { Timeout = 120_000 };

    [SkippableFact, Trait("Feature", "A15"), Trait("Feature", "A16"), Trait("Feature", "A19"), Trait("Feature", "P18"), Trait("Feature", "P24")]
    public async Task A_card_the_end_of_a_service_an_offer_and_an_agreement_half_written_come_back_by_themselves_after_the_server_was_killed()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(ReservationJourney.CreateAsync, "--Sample:Enabled=false");
        var card = await JourneyOffice.EnterAsync(app.Address, "maria", "/clients/1");
        await BeginCardAsync(card);
        var end = await TabAsync(card, "/clients/2?do=end&client=2");
        await end.Locator("#e-Reason").SelectOptionAsync(new SelectOptionValue { Label = "Price too high" });
        await end.Locator("#e-Description").FillAsync("bought next door");
        var offer = await TabAsync(card, "/clients/2?deal=offer&of=2");
        await offer.Locator(".unit-hit", new() { HasText = "A.2" }).ClickAsync();
        await offer.Locator("#o-Note").FillAsync("with a view of the park");
        var paper = await TabAsync(card, "/clients/1?deal=make&of=1&unit=1");
        await paper.Locator("#p-Number").FillAsync("UR/7/2026");

        await app.KillAsync();
        await app.StartAgainAsync();

        // Nobody touches the pages.
        await Expect(card.Locator("html:not([data-line]) #c-Town")).ToHaveValueAsync("Gdynia", Patiently);
        await Expect(card.Locator("#c-Phone-new1")).ToHaveValueAsync("601 222 333");
        await Expect(card.Locator("#c-p-new0-First")).ToHaveValueAsync("Jan");
        await Expect(card.Locator("#c-p-new0-Phone-new0")).ToHaveValueAsync("605 000 111");
        await Expect(end.Locator("html:not([data-line]) #e-Description")).ToHaveValueAsync("bought next door", Patiently);
        await Expect(end.Locator("#e-Reason option:checked")).ToHaveTextAsync("Price too high");
        await Expect(offer.Locator("html:not([data-line]) #o-Note")).ToHaveValueAsync("with a view of the park", Patiently);
        await Expect(offer.Locator(".unit-hit[aria-pressed=true]")).ToContainTextAsync("A.2");
        await Expect(paper.Locator("html:not([data-line]) #p-Number")).ToHaveValueAsync("UR/7/2026", Patiently);

        // And each is saved as if nothing had been.
        await card.Locator(".card-form button[type=submit]").ClickAsync();
        await Expect(card.Locator(".card-form")).ToHaveCountAsync(0);
        await Expect(card.Locator(".contact-person")).ToContainTextAsync("Jan");
        await Expect(card.Locator("section[aria-labelledby=p-contact]")).ToContainTextAsync("+48 605 000 111");
        await SendAsync(offer);
        await Expect(offer.Locator(".offer-unit")).ToContainTextAsync("Zielona A.2");
        await SendAsync(paper);
        await Expect(paper.Locator(".deal-step").First).ToContainTextAsync("UR/7/2026");
        await SendAsync(end);
        await Expect(end.Locator(".card-finished")).ToContainTextAsync("bought next door");

        // Saved, it does not open itself once more.
        await card.ReloadAsync();
        await Expect(card.Locator(".contact-person")).ToContainTextAsync("Jan");
        await Expect(card.Locator(".card-form")).ToHaveCountAsync(0);
    }

    [SkippableFact, Trait("Feature", "B17"), Trait("Feature", "B19"), Trait("Feature", "P18"), Trait("Feature", "P24")]
    public async Task A_decision_and_a_word_to_a_broker_half_written_come_back_by_themselves_after_the_server_was_killed()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(InboxJourney.CreateAsync, "--Sample:Enabled=false");
        await InboxJourney.HandInAsync(await Browser.VisitAsync(app.Address, 360, 640, script: false));
        var yes = await JourneyOffice.EnterAsync(app.Address, "maria", "/submissions/1");
        await yes.Locator("#s-write").FillAsync("Which floor?");
        await yes.Locator("[data-draft-open=accept-1]").ClickAsync();
        await yes.Locator("#d-way-Accept").CheckAsync();
        await yes.Locator("#d-comment").FillAsync("We know them, thank you.");
        var no = await TabAsync(yes, "/submissions/1");
        await no.Locator("[data-draft-open=reject-1]").ClickAsync();
        await no.Locator("#d-comment").FillAsync("Not yet.");

        await app.KillAsync();
        await app.StartAgainAsync();

        await Expect(yes.Locator("html:not([data-line]) #d-comment")).ToHaveValueAsync("We know them, thank you.", Patiently);
        await Expect(yes.Locator("#d-way-Accept")).ToBeCheckedAsync();
        await Expect(yes.Locator("#s-write")).ToHaveValueAsync("Which floor?");
        await Expect(no.Locator("html:not([data-line]) #d-comment")).ToHaveValueAsync("Not yet.", Patiently);
        await Expect(no.Locator("input[name=way]")).ToHaveCountAsync(0);
        await SendAsync(yes);
        await Expect(yes.Locator(".inbox-head .tag")).ToHaveTextAsync("Accepted");
        await Expect(no.Locator(".inbox-panel .notice")).ToContainTextAsync("was quicker");
        await yes.ReloadAsync();
        await Expect(yes.Locator(".inbox-thread")).ToContainTextAsync("We know them, thank you.");
        await Expect(yes.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
    }

    private static async Task BeginCardAsync(IPage page)
    {
        await page.Locator("[data-draft-open=client-1]").ClickAsync();
        await page.Locator("#c-Town").FillAsync("Gdynia");
        await page.Locator("#c-Phone-new1").FillAsync("601 222 333");
        await page.Locator("#c-p-new0-First").FillAsync("Jan");
        await page.Locator("#c-p-new0-Phone-new0").FillAsync("605 000 111");
    }

    private static async Task<IPage> TabAsync(IPage beside, string address)
    {
        var page = await beside.Context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(address);
        return page;
    }

    private static async Task SendAsync(IPage page)
    {
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
    }
}
