using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CrmLive.Tests.Journeys;

/// <summary>
/// The journey office in a week with plans: Adam is to hold one meeting and has three clients, one of them spoken to forty days ago;
/// Ewa is to make four calls.
/// </summary>
internal static class KpiOffice
{
    public const string Saved = "[data-sheet=said]";

    private static readonly OfficeTime Time = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));

    private static DateOnly Today => Time.Today(TimeProvider.System);

    /// <summary>Three weeks, with a plan in the middle one only: a run over midnight from Sunday to Monday stays within it.</summary>
    public static string Board(DateOnly week) => $"/kpi?period=any&day={week.AddDays(-7):yyyy-MM-dd}&to={week.AddDays(13):yyyy-MM-dd}";

    public static DateOnly Week => OfficeTime.MondayOf(Today);

    public static ILocator Row(IPage page, string name) => page.Locator("tr", new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = name }) });

    public static Task<RunningApp> OpenAsync(Func<CrmDbContext, Client, User, Task>? more = null)
    {
        Needs.Chromium();
        return RunningApp.StartAsync(data => CreateAsync(data, more), "--Sample:Enabled=false");
    }

    public static Activity Done(ActivityType type, int clientId, int userId, DateTime at) => new()
    {
        Type = type, Status = ActivityStatus.Held, ClientId = clientId, AssignedToId = userId, StartsAt = at, EndsAt = at.AddMinutes(30), DoneAt = at, CreatedAt = at,
    };

    private static async Task CreateAsync(string data, Func<CrmDbContext, Client, User, Task>? more)
    {
        var options = new DataOptions { Folder = data };
        await JourneyOffice.CreateAsync(options, TestOffice.Catalog);
        await using var bus = new InProcessLiveBus();
        await using var crm = new CrmDb(options, bus, new OfficeClock(Time), TimeProvider.System);
        await using var db = crm.Open(Actor.System);
        var adam = await db.Set<User>().SingleAsync(u => u.UserName == "adam");
        var ewa = await db.Set<User>().SingleAsync(u => u.UserName == "ewa");
        var anna = await db.Set<Client>().SingleAsync();
        anna.AdvisorId = adam.Id;
        // An office in which advisors keep to themselves.
        (await db.Set<Role>().SingleAsync(r => r.Key == "advisor")).Scope = Scope.Own;
        var (olga, jan) = (Another(anna, "Olga", "Sowa"), Another(anna, "Jan", "Kos"));
        db.AddRange(olga, jan);
        db.AddRange(
            new Plan { UserId = adam.Id, Week = Week, Meetings = 1, Version = 1 },
            new Plan { UserId = ewa.Id, Week = Week, Calls = 4, Version = 1 });
        await db.SaveChangesAsync();
        db.Add(Done(ActivityType.Phone, jan.Id, adam.Id, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-40)));
        await db.SaveChangesAsync();
        if (more is not null)
        {
            await more(db, anna, ewa);
            await db.SaveChangesAsync();
        }
    }

    private static Client Another(Client like, string first, string last) => new()
    {
        FirstName = first, LastName = last, StatusId = like.StatusId, BranchId = like.BranchId, AdvisorId = like.AdvisorId, CreatedAt = like.CreatedAt, SearchKey = SearchKey.Of(last, first),
    };
}
