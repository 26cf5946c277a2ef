using System.Net;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Kpi;
using CrmLive.Core.Office;
using CrmLive.Core.Roster.Import;
using CrmLive.Core.Users;
using CrmLive.Tests.Account;

namespace CrmLive.Tests.Web.Kpi;

/// <summary>The board as a workbook: each cell of it, and to whom it is given.</summary>
[Trait("Feature", "K1")]
public sealed class KpiDownloadTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Fact]
    public async Task Each_cell_is_the_boards_number_and_what_there_is_none_of_stays_empty()
    {
        await using var office = await WeekAsync();
        using var maria = await office.SignedInAsync("maria");
        var rows = await SheetAsync(maria, "/kpi/export.xlsx?day=2026-11-23");

        Assert.Equal(
            [
                "Rank", "Employee", "Clients covered", "Clients", "Key clients covered", "Key clients", "Meetings with key clients", "Calls with key clients", "E-mails with key clients", "Meetings", "Plan: meetings",
                "Calls", "Plan: calls", "E-mails", "Plan: e-mails", "Total", "Plan: total", "Attained (1 = plan)", "Gap", "Pace (1 = in time)", "Points",
            ],
            rows[0]);
        // Anna has reached one of her two clients, who is a key one, twice; she was to hold two meetings and make six contacts in all.
        Assert.Equal("1|anna Nowak|1|2|1|1|1|0|1|1|2|0||1||2|6|0.3333|-4|15|6", Line(rows[1]));
        // Nobody has planned for Jan: no plan, nothing attained, no gap and no pace are empty, and what he has not done is zero.
        Assert.Equal("2|jan Nowak|0|0|0|0|0|0|0|0||0||0||0|||||0", Line(rows[2]));
        Assert.Equal("|Whole department|1|2|1|1|1|0|1|1|2|0||1||2|6|0.3333|-4|15|6", Line(rows[3]));
        Assert.Equal(4, rows.Count);
    }

    [Fact]
    public async Task It_stands_in_the_order_of_the_address_and_an_advisor_is_given_their_own_line_alone()
    {
        await using var office = await WeekAsync();
        using var maria = await office.SignedInAsync("maria");
        Assert.Equal(["jan Nowak", "anna Nowak"], (await SheetAsync(maria, "/kpi/export.xlsx?day=2026-11-23&sort=name&down=1")).Skip(1).Take(2).Select(row => row[1]));
        using var jan = await office.SignedInAsync("jan");
        Assert.Equal(["jan Nowak"], (await SheetAsync(jan, "/kpi/export.xlsx?day=2026-11-23")).Skip(1).Select(row => row[1]));
        using var stranger = office.Visitor();
        Assert.Equal("/account/sign-in", await stranger.WhereAsync("/kpi/export.xlsx"));
    }

    private static string Line(IReadOnlyList<string> cells) => string.Join('|', cells);

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> SheetAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path, "*/*");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("kpi-2026-11-23-2026-11-29.xlsx", answer.Content.Headers.ContentDisposition!.FileName);
        using var workbook = new Workbook(await answer.Content.ReadAsByteArrayAsync());
        return [.. workbook.Rows(null).Select(row => (IReadOnlyList<string>)[.. row.Cells, .. Enumerable.Repeat("", 21 - row.Cells.Count)])];
    }

    /// <summary>Monday at ten, one of the week's 45 hours gone: Anna with a plan, two clients, a meeting and an e-mail; Jan with nothing.</summary>
    private static async Task<WebOffice> WeekAsync()
    {
        var office = await WebOffice.OpenAsync();
        var anna = await office.AddUserAsync("anna");
        await office.AddUserAsync("jan");
        await office.AddUserAsync("maria", "manager");
        await ScopeAsync(office, "advisor", Scope.Own);
        await ScopeAsync(office, "manager", Scope.All);
        await using (var db = office.Crm.Open(Actor.System))
        {
            var now = office.Clock.GetUtcNow().UtcDateTime;
            var status = await db.StatusIdAsync(ClientStatusKeys.New, default);
            var key = new Client { FirstName = "Ewa", StatusId = status, CreatedAt = now, AdvisorId = anna.Id, IsKey = true };
            db.AddRange(key, new Client { FirstName = "Ola", StatusId = status, CreatedAt = now, AdvisorId = anna.Id }, new Plan { UserId = anna.Id, Week = Monday, Meetings = 2, Total = 6, Version = 1 });
            await db.SaveChangesAsync();
            db.AddRange(Done(ActivityType.Meeting), Done(ActivityType.Email));
            await db.SaveChangesAsync();

            Activity Done(ActivityType type) => new()
            {
                Type = type, Status = type.WhenDone, AssignedToId = anna.Id, ClientId = key.Id, DoneAt = now, StartsAt = now, EndsAt = now, CreatedAt = now,
            };
        }

        return office;
    }

    private static Task ScopeAsync(WebOffice office, string role, Scope scope) => office.ChangeAsync<Role>(r => r.Scope = scope, r => r.Key == role);
}
