using CrmLive.Tests.Lab;
using Microsoft.Playwright;
using static CrmLive.Tests.Journeys.CalendarHands;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>The advisor's day in a real browser: two advisors and their manager on one calendar, and what one does the others see.</summary>
public sealed class CalendarJourney
{
    [SkippableTheory, Trait("Feature", "A6"), Trait("Feature", "A7"), Trait("Feature", "A8"), Trait("Feature", "A14"), Trait("Feature", "A16"), Trait("Feature", "A19"), Trait("Feature", "P10")]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("ru")]
    public async Task Two_advisors_and_a_manager_plan_drag_clash_complete_plan_the_next_and_end_service_on_one_calendar(string language)
    {
        Needs.Chromium();
        await using var app = await OpenAsync();
        var adam = await EnterAsync(app, "adam", language);
        var ewa = await EnterAsync(app, "ewa", language);
        var maria = await EnterAsync(app, "maria", language);
        foreach (var page in (IPage[])[ewa, maria])
        {
            await page.Locator("#f-people summary").ClickAsync();
            await page.Locator("#f-people").GetByText(Say(language, "Whose.Branch")).Last.ClickAsync();
        }

        await PlanAsync(adam, "10:00", "11:00");
        await PlanAsync(adam, "14:00", "15:00");
        await Expect(ewa.Locator(".act-meeting")).ToHaveCountAsync(2);

        // Over the other meeting it is warned of, past it no more; dropped there it stands there on all screens.
        await HoldAsync(adam, "14:00");
        await Expect(adam.Locator("[data-cal-clash]")).ToContainTextAsync(Say(language, "Clash.Advisor", "Adam Lis", "Anna Nowak", "14:00–15:00"));
        await DropAsync(adam, "16:00");
        await Expect(adam.Locator("[data-cal-clash]")).ToBeHiddenAsync();
        await Expect(ewa.Locator(".act-meeting .act-time").Nth(1)).ToHaveTextAsync("16:00");
        await Expect(maria.Locator(".act-meeting .act-time").Nth(1)).ToHaveTextAsync("16:00");

        // Taken back, and the others see that too.
        await Expect(adam.Locator(".remark:has([data-undo])")).ToContainTextAsync("16:00–17:00");
        await adam.Keyboard.PressAsync("Control+z");
        await Expect(maria.Locator(".act-meeting .act-time").Nth(0)).ToHaveTextAsync("10:00");

        // In the team's day the same meeting is opened from its column.
        await maria.Locator("[data-cal=team]").ClickAsync();
        await maria.Locator(".cal[data-view=team] .act-meeting").First.ClickAsync();
        await Expect(maria.Locator("#a-From")).ToHaveValueAsync("10:00");
        await maria.Keyboard.PressAsync("Escape");
        await Expect(maria.Locator(Dialog)).ToHaveCountAsync(0);
        await OnDayAsync(maria);

        await CompleteAsync(adam);
        await Expect(ewa.Locator(".act-done")).ToHaveCountAsync(1);
        await Expect(maria.Locator(".act-done")).ToHaveCountAsync(1);
        await EndServiceAsync(adam, ewa, language);
        await Expect(ewa.Locator(".act-void")).ToHaveCountAsync(1);
        await Expect(maria.Locator(".act-void")).ToHaveCountAsync(1);
    }

    private static async Task<IPage> EnterAsync(RunningApp app, string login, string language)
    {
        var page = await JourneyOffice.EnterAsync(app.Address, login, $"/calendar?date={Day}");
        await Expect(page.Locator(".fc-view")).ToBeVisibleAsync();
        if (language != "en")
        {
            await SpeakAsync(page, language);
        }

        await OnDayAsync(page);
        return page;
    }

    /// <summary>Held, with a note, and the next one in the same dialog and save.</summary>
    private static async Task CompleteAsync(IPage page)
    {
        await page.Locator(".act-meeting").First.ClickAsync();
        await page.Locator("#a-status-Held").CheckAsync();
        await page.Locator("#a-Note").FillAsync("liked the view");
        await page.Locator("#n-Wanted").CheckAsync();
        await page.Locator("#n-Note").FillAsync("send the offer");
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
    }

    private static async Task EndServiceAsync(IPage page, IPage colleague, string language)
    {
        await page.GotoAsync("/clients/1");
        await Expect(page.Locator(".activity-row")).ToHaveCountAsync(3);
        await Expect(page.Locator(".activity-row", new PageLocatorOptions { HasText = "send the offer" })).ToContainTextAsync(Say(language, "Status.Planned"));
        var card = await colleague.Context.NewPageAsync();
        await card.GotoAsync("/clients/1");
        await Expect(page.Locator(".onlookers")).ToContainTextAsync("Ewa Wilk");

        await page.Locator(".status-pick").SelectOptionAsync(new SelectOptionValue { Label = Say(language, "ClientStatus.finished") });
        await page.Locator("#e-Reason").SelectOptionAsync(new SelectOptionValue { Label = Say(language, "EndReason.price") });
        await page.Locator("#e-Description").FillAsync("bought elsewhere");
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(card.Locator(".status-pick option:checked")).ToHaveTextAsync(Say(language, "ClientStatus.finished"));
        await Expect(card.Locator(".activity-row[data-state=void]")).ToHaveCountAsync(2);
        await card.CloseAsync();
    }
}
