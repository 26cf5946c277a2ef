using CrmLive.Tests.Lab;
using Microsoft.Playwright;
using static CrmLive.Tests.Journeys.CalendarHands;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>The advisor's day without a mouse, and with a server that dies in the middle of it.</summary>
public sealed class CalendarKeysJourney
{
    [SkippableFact, Trait("Feature", "A4"), Trait("Feature", "A6"), Trait("Feature", "A8"), Trait("Feature", "A9"), Trait("Feature", "A14"), Trait("Feature", "P17")]
    public async Task With_the_keyboard_alone_an_activity_is_planned_moved_put_back_and_completed()
    {
        Needs.Chromium();
        await using var app = await OpenAsync();
        var page = await JourneyOffice.EnterAsync(app.Address, "adam", $"/calendar?date={Day}");
        await Expect(page.Locator(".fc-view")).ToBeVisibleAsync();
        await PlanAsync(page);

        // With the arrows: a quarter later, put back, then a quarter longer.
        await page.Keyboard.PressAsync("l");
        var row = page.Locator(".cal[data-view=days]:not([data-loading]) tr.act");
        var time = row.Locator(".fc-list-event-time");
        await Expect(time).ToContainTextAsync("10:15");
        await row.PressAsync("Alt+ArrowDown");
        await Expect(page.Locator("[data-cal-said]")).ToContainTextAsync("10:30");
        await Expect(page.Locator(".remark:has([data-undo])")).ToContainTextAsync("10:30–10:45");
        await Expect(row).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(time).ToContainTextAsync("10:15");
        await page.Keyboard.PressAsync("d");
        var slot = page.Locator(".fc-timeGridDay-view .act-phone");
        await slot.PressAsync("Alt+Shift+ArrowDown");
        await Expect(page.Locator(".remark:has([data-undo])")).ToContainTextAsync("10:15–10:45");

        // Completed: Enter opens, an arrow says it was held, Enter saves; the next step comes with it.
        await slot.PressAsync("Enter");
        await page.Locator("#a-status-Planned").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#a-status-Held")).ToBeCheckedAsync();
        await page.Locator("#n-From").PressAsync("Enter");
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator(".act-done")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#client-pick")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
    }

    private static async Task PlanAsync(IPage page)
    {
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#client-pick")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("225 550 901");
        await Expect(page.Locator("[role=option]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#a-Day").FillAsync(Day);
        await page.Locator("#a-Day").PressAsync("Tab");
        await page.Locator("#a-From").FillAsync("10");
        await page.Locator("#a-From").PressAsync("Tab");
        await Expect(page.Locator("#a-From")).ToHaveValueAsync("10:00");
        await page.Locator("#a-From").PressAsync("ArrowUp");
        await Expect(page.Locator("#a-From")).ToHaveValueAsync("10:15");
        await page.Locator("#a-From").PressAsync("Enter");
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
    }

    [SkippableFact, Trait("Feature", "A9"), Trait("Feature", "A11"), Trait("Feature", "P18")]
    public async Task A_dialog_half_filled_comes_back_by_itself_after_the_server_was_killed_and_is_saved()
    {
        Needs.Chromium();
        await using var app = await OpenAsync();
        var page = await JourneyOffice.EnterAsync(app.Address, "adam", $"/calendar?date={Day}");
        await page.Locator(".page-head .button.main").ClickAsync();
        await page.Locator("#client-pick").PressSequentiallyAsync("nowak");
        await page.Locator("[role=option]").ClickAsync();
        await page.Locator("#a-type-Meeting").CheckAsync();
        await page.Locator("#a-Day").FillAsync(Day);
        await page.Locator("#a-From").FillAsync("13:30");
        await page.Locator("#a-Note").PressSequentiallyAsync("third floor, wants a garage");

        await app.KillAsync();
        await app.StartAgainAsync();

        // Nobody touches the page.
        await Expect(page.Locator("html:not([data-line]) #a-Note")).ToHaveValueAsync("third floor, wants a garage", new() { Timeout = 90_000 });
        await Expect(page.Locator("#a-From")).ToHaveValueAsync("13:30");
        await Expect(page.Locator("#a-type-Meeting")).ToBeCheckedAsync();
        await Expect(page.Locator("#a-Place")).ToBeVisibleAsync();
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await page.GotoAsync("/clients/1");
        await Expect(page.Locator(".activity-row")).ToContainTextAsync("third floor, wants a garage");
        await Expect(page.Locator(".activity-row time")).ToContainTextAsync("13:30");
    }

    [SkippableTheory, Trait("Feature", "A4"), Trait("Feature", "P10")]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("ru")]
    public async Task On_a_telephone_the_calendar_opens_as_a_list_and_a_day_is_chosen_from_a_month_in_each_language(string language)
    {
        Needs.Chromium();
        await using var app = await OpenAsync();
        var page = await JourneyOffice.EnterAsync(app.Address, "adam", "/calendar", width: 360, height: 800);
        await page.Locator(".nav-more").ClickAsync();
        await SpeakAsync(page, language);
        await Expect(page.Locator("h1")).ToHaveTextAsync(Say(language, "Title"));
        Assert.Equal("", await page.EvaluateAsync<string>("[...document.querySelectorAll('.nav-word')].filter(word => word.scrollWidth > word.clientWidth).map(word => word.textContent).join()"));
        await Expect(page.Locator(".cal[data-view=days] .fc-list")).ToBeVisibleAsync();
        await page.EvaluateAsync("href => Blazor.navigateTo(href)", $"/calendar?do=plan&client=1&type=phone&from={Day}T10:00");
        await Expect(page.Locator($"{Dialog} h2")).ToHaveTextAsync(Say(language, "Dialog.Plan"));

        await page.Locator("#a-Day + [data-day-open]").ClickAsync();
        await page.Locator($".day-pop [data-at=\"{Day}\"]").PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".day-pop")).ToHaveCountAsync(0);
        await Expect(page.Locator("#a-Day")).ToBeFocusedAsync();
        var chosen = System.Globalization.CultureInfo.GetCultureInfo(language);
        await Expect(page.Locator("#a-Day")).ToHaveValueAsync(DateOnly.ParseExact(Day, "yyyy-MM-dd", null).AddDays(1).ToString("ddd d MMM yyyy", chosen));
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"), "wider than the screen");
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator("tr.act .act-client")).ToHaveTextAsync("Anna Nowak");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"), "wider than the screen");
    }
}
