using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

public sealed class LogsJourney
{
    [SkippableFact, Trait("Feature", "P21"), Trait("Feature", "P16")]
    public async Task A_morning_of_sign_ins_calls_notes_searches_and_new_clients_leaves_nothing_about_anybody_in_the_log()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(
            data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), [.. Exchange.Settings, "--Logging:LogLevel:CrmLive=Trace"]);
        using var exchange = new Exchange(app.Address);
        var page = await Browser.VisitAsync(app.Address);
        await page.GotoAsync("/account/sign-in?returnUrl=/calls/online");
        await page.Locator("#login").FillAsync("rita");
        await page.Locator("#password").FillAsync("Hasło-nie-to");
        await page.Locator("#password").PressAsync("Enter");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToBeVisibleAsync();
        await page.Locator("#login").FillAsync("rita");
        await page.Locator("#password").FillAsync(JourneyOffice.Password);
        await page.Locator("#password").PressAsync("Enter");

        await exchange.RingAsync("known", JourneyOffice.KnownNumber, "101");
        await page.Locator("li.call button[data-key=n]").ClickAsync();
        await page.Locator(".call-note textarea").PressSequentiallyAsync("pyta o garderobę");
        await Expect(page.Locator(".call-note textarea")).ToHaveValueAsync("pyta o garderobę");
        await exchange.EndAsync("known");
        await Expect(page.Locator("li.call")).ToHaveCountAsync(0);

        await page.GotoAsync("/clients/new");
        await page.Locator("#c-FirstName").FillAsync("Zenobia");
        await page.Locator("#c-LastName").FillAsync("Kwiatkowska");
        await page.Locator("#c-Phone").FillAsync("22 555 09 77");
        await page.Locator("#c-Email").FillAsync("zenobia@example.org");
        await page.Locator("#c-Description").FillAsync("szuka kawalerki");
        await page.Locator("form.card-form button[type=submit]").ClickAsync();
        await Expect(page.Locator(".card-head h1")).ToContainTextAsync("Kwiatkowska");
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator(".search-input").FillAsync("kwiatkow");
        await Expect(page.Locator(".search-hit").First).ToContainTextAsync("Kwiatkowska");
        await page.GotoAsync("/no/such/page?q=Kwiatkowska");

        var said = await app.StopAsync();
        Assert.Contains("\"LogLevel\"", said, StringComparison.Ordinal);
        foreach (var secret in (string[])
            ["Nowak", "Sowa", "Kwiatkow", "Zenobia", "5550901", "555 09", "5550977", "garderob", "kawalerk", "Hasło", JourneyOffice.Password, "journey-secret"])
        {
            Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase);
        }
    }
}
