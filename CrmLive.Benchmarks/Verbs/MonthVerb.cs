using System.Globalization;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Clients;
using CrmLive.Benchmarks.Diary;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>A person with three hundred activities a month among a million turns to another month in a real Chromium: from the press of the button until it is painted and takes the next one.</summary>
public sealed class MonthVerb(Options options, Report report)
{
    private const int Clients = 20_000;
    private const string Password = "only for the length of a run";

    private const string Turn = """
        which => new Promise((done) => {
          const root = document.querySelector(".cal"), title = root.querySelector("[data-cal-title]"), was = title.textContent;
          const start = performance.now();
          root.querySelector(`[data-cal=${which}]`).click();
          const look = () => {
            const there = title.textContent !== was && !root.hasAttribute("data-loading") && root.querySelectorAll(".fc-event.act").length > 60;
            if (!there) return requestAnimationFrame(look);
            // A frame has to be painted, and then the page has to be free for what comes next.
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
          };
          requestAnimationFrame(() => requestAnimationFrame(look));
        })
        """;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(null, ct);
        await office.FillAsync(Clients, ct);
        var count = options.Number("activities", 1_000_000);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await DiaryOffice.FillAsync(office, count, Clients, now.Date, ct);
        await LetInAsync(office, ct);
        office.LetGo();

        await using var server = await AppUnderTest.StartAsync(options, office.Folder, ct, sample: false);
        using var visitor = new Visitor(server.Home);
        await visitor.PostFormAsync("account/sign-in", new Dictionary<string, string> { ["Input.Login"] = "a1", ["Input.Password"] = Password }, ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright, options);
        var page = await browser.PageAsync(visitor, string.Create(CultureInfo.InvariantCulture, $"calendar?date={now.AddMonths(-2):yyyy-MM-dd}"));
        // Until the calendar stands nobody listens to its buttons.
        await page.Locator("[data-cal-title]:not(:empty)").WaitForAsync();
        await page.Locator("[data-cal=month]").ClickAsync();
        await page.Locator(".fc-dayGridMonth-view .act").First.WaitForAsync();

        var times = new List<double>();
        for (var i = 0; i < 24; i++)
        {
            var took = await page.EvaluateAsync<double>(Turn, i % 6 < 3 ? "previous" : "next");
            if (i >= 4)
            {
                times.Add(took);
            }
        }

        var median = new Sample(times).Median;
        report.Say($"a month turned: fastest {times.Min():F0} ms, slowest {times.Max():F0} ms, {await page.Locator(".fc-event.act").CountAsync()} of its activities drawn, the rest behind their \"+n\"");
        report.Add(new Figure { What = $"month of one person among {count:N0} activities, usable in Chromium, warm, median", Unit = "ms", Value = median, Judged = median, Bound = 300, Rounds = times.Count });
    }

    private static async Task LetInAsync(ClientOffice office, CancellationToken ct)
    {
        await using var db = office.Crm.Open(Actor.System);
        var user = await db.Set<User>().SingleAsync(u => u.Id == office.AdvisorIds[0], ct);
        user.PasswordHash = new PasswordHasher<User>().HashPassword(user, Password);
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        await db.SaveChangesAsync(ct);
    }
}
