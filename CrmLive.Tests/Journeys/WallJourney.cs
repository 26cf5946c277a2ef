using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>A television in real Chromium, left alone with whatever happens to it.</summary>
public sealed class WallJourney
{
    [SkippableFact, Trait("Feature", "K12"), Trait("Feature", "K13"), Trait("Feature", "K14"), Trait("Feature", "K16")]
    public async Task A_screen_is_paired_turns_green_lives_through_a_kill_and_a_torn_line_goes_dark_when_revoked_and_the_day_is_played_again()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(OfficeAsync, "--Sample:Enabled=false");
        var tv = await Browser.VisitAsync(app.Address, 1920, 1080);
        var errors = new List<string>();
        tv.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) errors.Add(message.Text);
        };
        // The television's own clock is an hour wrong, and its wall shows the office's time all the same.
        await tv.AddInitScriptAsync("const real = Date.now; Date.now = () => real() + 3600000;");
        await PairAsync(app.Address, tv);

        // Elsewhere a meeting is registered: red turns green, with nobody touching the wall. The second it may take is measured in the benchmark.
        await Expect(tv.Locator("#total-week")).ToHaveAttributeAsync("data-tone", "Below");
        await RegisterMeetingAsync(await JourneyOffice.EnterAsync(app.Address, "adam", "/clients"));
        await Expect(tv.Locator("#total-week")).ToHaveAttributeAsync("data-tone", "Met");
        await Expect(tv.Locator(".rank").First).ToContainTextAsync("Adam Lis");
        await Expect(tv.Locator("#wall-clock")).ToHaveTextAsync(OfficeNow());

        await app.KillAsync();
        await Expect(tv.Locator("body")).ToHaveAttributeAsync("data-line", "lost");
        await Expect(tv.Locator("#wall-line")).ToContainTextAsync("No connection since");
        await Expect(tv.Locator("#total-week b")).ToHaveTextAsync("1");
        await app.StartAgainAsync();
        await Expect(tv.Locator("body")).ToHaveAttributeAsync("data-line", "live");

        await tv.Context.SetOfflineAsync(true);
        await Expect(tv.Locator("body")).ToHaveAttributeAsync("data-line", "lost");
        await tv.Context.SetOfflineAsync(false);
        await Expect(tv.Locator("body")).ToHaveAttributeAsync("data-line", "live");

        var admin = await JourneyOffice.EnterAsync(app.Address, "admin", "/settings/screens");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await Expect(tv.Locator("[data-face=revoked]")).ToBeVisibleAsync();
        await Expect(tv.Locator(".board")).ToBeHiddenAsync();

        await ReplayAsync(app.Address, errors);
        Assert.Empty(errors);
    }

    /// <summary>K16: the day so far, by keys and by the bar, on the wall and on the call panel; and to nobody who may not.</summary>
    private static async Task ReplayAsync(string address, List<string> errors)
    {
        var page = await JourneyOffice.EnterAsync(address, "maria", "/calls/missed");
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Add(message.Text);
        };
        await page.GetByRole(AriaRole.Link, new() { Name = "Replay of a day" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Replay of "));
        await page.GotoAsync($"/replay?day={TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw")):yyyy-MM-dd}");
        await Expect(page.Locator("#wall-line")).ToHaveTextAsync("Replay");
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("#total-week b")).ToHaveTextAsync("1");
        await Expect(page.Locator(".rank").First).ToContainTextAsync("Adam Lis");
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator("#wall-clock")).ToHaveTextAsync("00:00");
        await Expect(page.Locator("#total-week b")).ToHaveTextAsync("0");
        await page.Locator("#replay-at").FillAsync("600");
        await Expect(page.Locator("#wall-clock")).ToHaveTextAsync("00:10");
        await page.Keyboard.PressAsync("5");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("#wall-clock")).Not.ToHaveTextAsync("00:10");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        Assert.Empty(await page.FaultsAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "Calls", Exact = true }).ClickAsync();
        await Expect(page.Locator(".replay-calls .online")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator(".replay-calls .people")).ToContainTextAsync("Adam Lis");
        Assert.Empty(await page.FaultsAsync());
        await page.SetViewportSizeAsync(360, 780);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"), "the replay is no wider than a telephone");

        var adam = await JourneyOffice.EnterAsync(address, "adam", "/clients");
        var answer = await adam.Context.APIRequest.GetAsync($"{address}/replay/day?day=2026-01-01", new() { MaxRedirects = 0 });
        Assert.False(answer.Ok, "an advisor may not play a day again");
    }

    // One meeting is Adam's whole plan, and the day has no hour at which it is not: today is whatever day the test runs on.
    private static async Task OfficeAsync(string data)
    {
        var options = new DataOptions { Folder = data };
        await JourneyOffice.CreateAsync(options, TestOffice.Catalog);
        await using var bus = new InProcessLiveBus();
        await using var crm = new CrmDb(options, bus, new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))), TimeProvider.System);
        await using var db = crm.Open(Actor.System);
        var adam = await db.Set<User>().SingleAsync(u => u.UserName == "adam");
        var monday = OfficeTime.MondayOf(crm.Office.Time.Today(TimeProvider.System));
        // The week may turn while the test runs.
        db.AddRange(new Plan { UserId = adam.Id, Week = monday, Meetings = 1, Version = 1 }, new Plan { UserId = adam.Id, Week = monday.AddDays(7), Meetings = 1, Version = 1 });
        (await db.Set<Core.Clients.Client>().SingleAsync()).AdvisorId = adam.Id;
        await db.SaveChangesAsync();
    }

    /// <param name="address">Where the administrator works; the television may stand at another node.</param>
    internal static async Task PairAsync(string address, IPage tv)
    {
        await tv.GotoAsync("/wall");
        await Expect(tv.Locator("#pairing-code")).Not.ToBeEmptyAsync();
        var code = await tv.Locator("#pairing-code").TextContentAsync();
        var admin = await JourneyOffice.EnterAsync(address, "admin", "/settings/screens");
        await admin.Locator("#s-code").FillAsync(code!);
        await admin.Locator("#s-name-new").FillAsync("Lobby");
        await admin.Locator("#s-name-new").BlurAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Approve the screen" }).ClickAsync();
        await Expect(admin.GetByText("Approved.")).ToBeVisibleAsync();
        await Expect(tv.Locator(".board")).ToBeVisibleAsync();
    }

    private static async Task RegisterMeetingAsync(IPage page)
    {
        await page.GotoAsync("/clients/1?do=register&client=1&type=Meeting");
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Register", Exact = true }).ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    private static System.Text.RegularExpressions.Regex OfficeNow()
    {
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));
        return new($"^({now:HH:mm}|{now.AddMinutes(1):HH:mm}|{now.AddMinutes(-1):HH:mm})$");
    }
}
