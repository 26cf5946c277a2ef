using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>Two advisors want the same unit, in two real browsers.</summary>
public sealed class ReservationJourney
{
    private const string Dialog = "dialog[data-modal]";
    private const string Submit = Dialog + " button[type=submit]";

    [SkippableFact, Trait("Feature", "P24"), Trait("Feature", "A19"), Trait("Feature", "P6")]
    public async Task Two_advisors_reserve_the_same_unit_and_the_second_moves_up_when_the_first_lets_go()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(CreateAsync, "--Sample:Enabled=false");
        var adam = await JourneyOffice.EnterAsync(app.Address, "adam", "/clients/1");
        var ewa = await JourneyOffice.EnterAsync(app.Address, "ewa", "/clients/2");

        await ReserveAsync(adam, "Reserve");
        await Expect(Step(adam)).ToContainTextAsync("unit kept");
        await ReserveAsync(ewa, "Join the queue");
        await Expect(Step(ewa)).ToContainTextAsync("No. 2 in the queue");

        var unit = await ewa.Context.NewPageAsync();
        await unit.GotoAsync("/units/1");
        await Expect(unit.Locator(".deal-client")).ToHaveTextAsync(["Anna Nowak", "Olga Sowa"]);
        Assert.Empty(await unit.FaultsAsync());

        await WithdrawAsync(adam);
        await Expect(Step(ewa)).ToContainTextAsync("unit kept");
        await Expect(unit.Locator(".deal-steps[data-rows] .deal-client")).ToHaveTextAsync(["Olga Sowa"]);
        await Expect(ewa.Locator("#p-history").Locator("..")).ToContainTextAsync("moved up: the unit is kept now");

        await SignAsync(ewa);
        await Expect(unit.Locator(".card-head .tag")).ToHaveTextAsync("reserved");
        await Expect(ewa.Locator(".status-pick option:checked")).ToHaveTextAsync("Reservation agreement");
    }

    [SkippableFact, Trait("Feature", "P24"), Trait("Feature", "P18")]
    public async Task An_offer_half_written_survives_a_reload_and_is_noted_on_the_card()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(CreateAsync, "--Sample:Enabled=false");
        var page = await JourneyOffice.EnterAsync(app.Address, "adam", "/clients/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Send an offer" }).ClickAsync();
        await page.Locator("#o-Note").FillAsync("with a view of the park");
        await page.ReloadAsync();
        await Expect(page.Locator("#o-Note")).ToHaveValueAsync("with a view of the park");
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToContainTextAsync("Choose one to twenty units.");
        await page.Locator(".unit-hit").First.ClickAsync();
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator(".offer-unit")).ToContainTextAsync("Zielona A.1");
        await Expect(page.Locator("#p-offers").Locator("../..")).ToContainTextAsync("with a view of the park");
    }

    private static ILocator Step(IPage page) => page.Locator(".deal-step").First;

    private static async Task ReserveAsync(IPage page, string button)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Reserve a unit" }).ClickAsync();
        await page.Locator(".unit-hit", new PageLocatorOptions { HasText = "A.1" }).ClickAsync();
        await Expect(page.Locator(Submit)).ToHaveTextAsync(button);
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
    }

    private static async Task WithdrawAsync(IPage page)
    {
        await Step(page).GetByText("Withdraw", new() { Exact = true }).ClickAsync();
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToContainTextAsync("Choose a reason.");
        await page.Locator("#s-Reason").SelectOptionAsync(new SelectOptionValue { Label = "No financing" });
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(Step(page)).ToContainTextAsync("withdrawn");
    }

    private static async Task SignAsync(IPage page)
    {
        await Step(page).GetByText("Next agreement").ClickAsync();
        await page.Locator("#p-Number").FillAsync("UR/1/2026");
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(Step(page)).ToContainTextAsync("UR/1/2026");
    }

    internal static async Task CreateAsync(string data)
    {
        var options = new DataOptions { Folder = data };
        await JourneyOffice.CreateAsync(options, TestOffice.Catalog);
        await using var bus = new InProcessLiveBus();
        await using var crm = new CrmDb(options, bus, new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))), TimeProvider.System);
        await using var db = crm.Open(Actor.System);
        var branch = db.Set<Branch>().First();
        var investment = new Investment { Name = "Zielona", Branch = branch };
        var building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } };
        for (var number = 1; number <= 3; number++)
        {
            db.Add(new Unit
            {
                Number = $"A.{number}", Investment = investment, Building = building, Rooms = number, Area = 20 * number, PricePerMetre = 10_000, Price = 200_000 * number,
                SearchKey = SearchKey.Of($"A.{number}", "Zielona"),
            });
            await db.SaveChangesAsync();
        }

        db.Add(new Client { FirstName = "Olga", LastName = "Sowa", StatusId = await db.StatusIdAsync(ClientStatusKeys.Interested, default), Branch = branch, CreatedAt = DateTime.UnixEpoch.AddYears(56), SearchKey = "sowa olga" });
        await db.SaveChangesAsync();
    }
}
