using System.Globalization;
using System.Resources;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Web.Activities;
using CrmLive.Web.Calendar;
using CrmLive.Web.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>What hands do on the calendar, and the words of each language that they look for.</summary>
internal static class CalendarHands
{
    public const string Dialog = "dialog[data-modal]";
    public const string Submit = Dialog + " button[type=submit]";

    private static readonly ResourceManager Activities = new(typeof(ActivitiesText)), Calendar = new(typeof(CalendarText)), Shared = new(typeof(SharedText)), Words = new(typeof(WordsText));

    /// <summary>Not today: at whatever hour the test runs, the whole day still lies ahead.</summary>
    public static string Day { get; } = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Task<RunningApp> OpenAsync() =>
        RunningApp.StartAsync(data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), "--Sample:Enabled=false");

    /// <summary>A text of the application as this language says it.</summary>
    public static string Say(string language, string key, params object[] blanks)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = ((ResourceManager[])[Activities, Calendar, Shared, Words]).Select(texts => texts.GetString(key, culture)).First(said => said is not null)!;
        return string.Format(culture, text, blanks);
    }

    public static async Task SpeakAsync(IPage page, string language)
    {
        await page.Locator($"button[name=language][value={language}]").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
    }

    public static async Task OnDayAsync(IPage page)
    {
        // Drawn, its buttons work; before, a press goes nowhere.
        await Expect(page.Locator(".fc-view")).ToBeVisibleAsync();
        await page.Locator("[data-cal=day]").ClickAsync();
        await Expect(page.Locator(".fc-timeGridDay-view")).ToBeVisibleAsync();
    }

    /// <summary>Through the dialog, opened by its address as a drag over empty time does.</summary>
    public static async Task PlanAsync(IPage page, string from, string to)
    {
        await page.EvaluateAsync("href => Blazor.navigateTo(href)", $"/calendar?date={Day}&do=plan&client=1&type=meeting&from={Day}T{from}&to={Day}T{to}");
        await Expect(page.Locator("#a-From")).ToHaveValueAsync(from);
        await page.Locator(Submit).ClickAsync();
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator(".act-meeting", new PageLocatorOptions { HasText = from })).ToHaveCountAsync(1);
    }

    /// <summary>Takes the first meeting and holds it at another hour.</summary>
    public static async Task HoldAsync(IPage page, string hour)
    {
        var from = (await page.Locator(".act-meeting").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 40, from.Y + 6);
        await page.Mouse.DownAsync();
        await MoveToAsync(page, from.X + 40, hour);
    }

    public static async Task DropAsync(IPage page, string hour)
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
