using System.Globalization;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>The advisor's day in a real browser: two advisors on one calendar, and what one does the other sees.</summary>
public sealed class CalendarJourney
{
    private const string Dialog = "dialog[data-modal]";
    private const string Submit = Dialog + " button[type=submit]";

    // Not today: at whatever hour the test runs, the whole day still lies ahead.
    private static readonly string Day = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [SkippableFact, Trait("Feature", "A6"), Trait("Feature", "A7"), Trait("Feature", "A8"), Trait("Feature", "A14"), Trait("Feature", "A16"), Trait("Feature", "A19")]
    public async Task Two_advisors_plan_drag_clash_complete_plan_the_next_and_end_service_on_one_calendar()
    {
        Needs.Chromium();
        await using var app = await OpenAsync();
        var adam = await JourneyOffice.EnterAsync(app.Address, "adam", $"/calendar?date={Day}");
        var ewa = await JourneyOffice.EnterAsync(app.Address, "ewa", $"/calendar?date={Day}");
        await OnDayAsync(adam);
        await OnDayAsync(ewa);
        await ewa.Locator("#f-people summary").ClickAsync();
        await ewa.Locator("#f-people").GetByText("Whole branch").Last.ClickAsync();

        await PlanAsync(adam, "10:00", "11:00");
        await PlanAsync(adam, "14:00", "15:00");
        await Expect(ewa.Locator(".act-meeting")).ToHaveCountAsync(2);

        // Over the other meeting it is warned of, past it no more; dropped there it stands there on both screens.
        await HoldAsync(adam, "14:00");
        await Expect(adam.Locator("[data-cal-clash]")).ToContainTextAsync("Adam Lis is busy: Anna Nowak, 14:00–15:00");
        await DropAsync(adam, "16:00");
        await Expect(adam.Locator("[data-cal-clash]")).ToBeHiddenAsync();
        await Expect(ewa.Locator(".act-meeting .act-time").Nth(1)).ToHaveTextAsync("16:00");

        await CompleteAsync(adam);
        await Expect(ewa.Locator(".act-done")).ToHaveCountAsync(1);
        await EndServiceAsync(adam, ewa);
        await Expect(ewa.Locator(".act-void")).ToHaveCountAsync(1);
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

    private static async Task EndServiceAsync(IPage page, IPage colleague)
    {
        await page.GotoAsync("/clients/1");
        await Expect(page.Locator(".activity-row")).ToHaveCountAsync(3);
        await Expect(page.Locator(".activity-row", new PageLocatorOptions { HasText = "send the offer" })).ToContainTextAsync("planned");
        var card = await colleague.Context.NewPageAsync();
        await card.GotoAsync("/clients/1");
        await Expect(page.Locator(".onlookers")).ToContainTextAsync("Ewa Wilk");

        await page.Locator(".status-pick").SelectOptionAsync(new SelectOptionValue { Label = "Finished" });
        await page.Locator("#e-Reason").SelectOptionAsync(new SelectOptionValue { Label = "Price too high" });
        await page.Locator("#e-Description").FillAsync("bought elsewhere");
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(card.Locator(".status-pick option:checked")).ToHaveTextAsync("Finished");
        await Expect(card.Locator(".activity-row[data-state=void]")).ToHaveCountAsync(2);
        await card.CloseAsync();
    }

    [SkippableFact, Trait("Feature", "A4"), Trait("Feature", "A8"), Trait("Feature", "A9"), Trait("Feature", "P17")]
    public async Task With_the_keyboard_alone_an_activity_is_planned_opened_and_moved_and_a_reload_keeps_what_was_half_written()
    {
        Needs.Chromium();
        await using var app = await OpenAsync();
        var page = await JourneyOffice.EnterAsync(app.Address, "adam", $"/calendar?date={Day}");
        await Expect(page.Locator(".fc-view")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#client-pick")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("225 550 901");
        await Expect(page.Locator("[role=option]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#a-Note").FocusAsync();
        await page.Keyboard.TypeAsync("third floor");
        await page.Locator("#a-Day").FillAsync(Day);
        await page.Locator("#a-From").FillAsync("10:00");

        // As when the line to the server is lost for good and the page has to be loaded again.
        await page.ReloadAsync();
        await Expect(page.Locator("#a-Note")).ToHaveValueAsync("third floor");
        await Expect(page.Locator("#a-From")).ToHaveValueAsync("10:00");
        await page.Locator("#a-From").PressAsync("Enter");
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("l");
        await Expect(page.Locator(".cal[data-view=days]:not([data-loading]) tr.act")).ToHaveCountAsync(1);
        await page.Locator("tr.act").PressAsync("Enter");
        await page.Locator("#a-From").FillAsync("12:30");
        await page.Locator("#a-From").PressAsync("Enter");
        await Expect(page.Locator("tr.act .act-client")).ToHaveTextAsync("Anna Nowak");
        await Expect(page.Locator("tr.act .fc-list-event-time")).ToContainTextAsync("12:30");
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#client-pick")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
    }

    [SkippableTheory, Trait("Feature", "A4"), Trait("Feature", "P10")]
    [InlineData("en", "Calendar", "Plan activity")]
    [InlineData("pl", "Kalendarz", "Zaplanuj aktywność")]
    [InlineData("ru", "Календарь", "Запланировать активность")]
    public async Task On_a_telephone_the_calendar_opens_as_a_list_in_each_language(string language, string title, string plan)
    {
        Needs.Chromium();
        await using var app = await OpenAsync();
        var page = await JourneyOffice.EnterAsync(app.Address, "adam", "/calendar", width: 360, height: 800);
        await page.Locator(".nav-more").ClickAsync();
        await page.Locator($"button[name=language][value={language}]").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(page.Locator(".cal[data-view=days] .fc-list")).ToBeVisibleAsync();
        await page.Locator(".page-head .button.main").ClickAsync();
        await Expect(page.Locator($"{Dialog} h2")).ToHaveTextAsync(plan);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"), "wider than the screen");
    }

    private static Task<RunningApp> OpenAsync() =>
        RunningApp.StartAsync(data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), "--Sample:Enabled=false");

    private static async Task OnDayAsync(IPage page)
    {
        await page.Locator("[data-cal=day]").ClickAsync();
        await Expect(page.Locator(".fc-timeGridDay-view")).ToBeVisibleAsync();
    }

    private static async Task PlanAsync(IPage page, string from, string to)
    {
        await page.EvaluateAsync("href => Blazor.navigateTo(href)", $"/calendar?date={Day}&do=plan&client=1&type=meeting&from={Day}T{from}&to={Day}T{to}");
        await Expect(page.Locator("#a-From")).ToHaveValueAsync(from);
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator(".act-meeting", new PageLocatorOptions { HasText = from })).ToHaveCountAsync(1);
    }

    /// <summary>Takes the first meeting and holds it at another hour.</summary>
    private static async Task HoldAsync(IPage page, string hour)
    {
        var from = (await page.Locator(".act-meeting").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 40, from.Y + 6);
        await page.Mouse.DownAsync();
        await MoveToAsync(page, from.X + 40, hour);
    }

    private static async Task DropAsync(IPage page, string hour)
    {
        var grid = (await page.Locator(".fc-timegrid-col.fc-day").First.BoundingBoxAsync())!;
        await MoveToAsync(page, grid.X + 60, hour);
        await Expect(page.Locator(".fc-event-mirror")).ToContainTextAsync(hour);
        await page.Mouse.UpAsync();
    }

    private static async Task MoveToAsync(IPage page, float x, string hour)
    {
        var slot = (await page.Locator($".fc-timegrid-slot-lane[data-time=\"{hour}:00\"]").BoundingBoxAsync())!;
        // What counts is the middle of what is held, not the pointer: a little higher, and rounding cannot take the next quarter.
        await page.Mouse.MoveAsync(x, slot.Y, new MouseMoveOptions { Steps = 12 });
    }
}
