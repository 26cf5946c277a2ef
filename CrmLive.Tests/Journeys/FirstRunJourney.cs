using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Users;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

public sealed class FirstRunJourney
{
    [SkippableFact, Trait("Feature", "P2"), Trait("Feature", "P10")]
    public async Task A_real_office_begins_with_its_name_and_administrator_and_nothing_of_the_sample_in_three_languages()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync("--Sample:Enabled=false");
        await Eventually.True(() => app.Output.Contains("enter the setup code", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "the code is printed");
        var page = await Browser.VisitAsync(app.Address);
        await page.GotoAsync("/calls/online");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/setup$"));
        foreach (var (field, value) in ((string, string)[])
            [("Code", (await File.ReadAllTextAsync(Path.Combine(app.Data, "setup-code.txt"))).Trim()), ("Office", "Nowe Osiedle"), ("FirstName", "Ada"), ("LastName", "Wrona"), ("Login", "ada"), ("Password", "a long way from home"), ("Again", "a long way from home")])
        {
            await page.Locator($"[name='Input.{field}']").FillAsync(value);
        }

        await page.Locator("form.account-form button[type=submit]").ClickAsync();
        await Expect(page.Locator(".nav")).ToBeVisibleAsync();
        foreach (var (language, word) in ((string, string)[])[("pl", "Połączenia"), ("ru", "Звонки"), ("en", "Calls")])
        {
            await page.Locator($"button[name=language][value={language}]").ClickAsync();
            await Expect(page.Locator(".nav-list")).ToContainTextAsync(word);
        }

        await using var bus = new InProcessLiveBus();
        await using var crm = new CrmDb(new DataOptions { Folder = app.Data }, bus, new OfficeClock(new OfficeTime(TimeZoneInfo.Utc)), TimeProvider.System);
        await using var db = crm.Open(Actor.System);
        Assert.Equal((1, 0), (await db.Set<User>().CountAsync(), await db.Set<Client>().CountAsync()));
    }
}
