using CrmLive.Core.Roster.Import;
using CrmLive.Tests.Lab;
using Microsoft.Playwright;
using static CrmLive.Tests.Journeys.KpiOffice;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>The manager's board in a real browser, while an advisor works in another one.</summary>
public sealed class KpiJourney
{
    // Once a minute the board reads anew by itself; what is green sooner heard of the meeting.
    private static readonly LocatorAssertionsToHaveAttributeOptions Soon = new() { Timeout = 20_000 };

    [SkippableFact, Trait("Feature", "K1"), Trait("Feature", "K3"), Trait("Feature", "K7"), Trait("Feature", "K8"), Trait("Feature", "K11")]
    public async Task A_meeting_registered_elsewhere_turns_red_to_green_with_nobody_touching_the_page()
    {
        await using var app = await OpenAsync();
        var board = await JourneyOffice.EnterAsync(app.Address, "maria", Board(Week));
        var (row, ewa) = (Row(board, "Adam Lis"), Row(board, "Ewa Wilk"));
        var meetings = row.Locator("[data-label=Meetings]");
        await Expect(meetings).ToHaveAttributeAsync("data-tone", "bad");
        await Expect(meetings).ToContainTextAsync("▼ −1");
        await Expect(row.Locator(".kpi-total")).ToHaveAttributeAsync("data-tone", "bad");
        await Expect(row.Locator("[data-label=Covered]")).ToContainTextAsync("0/3");
        // Without a plan there is neither red nor green, and no number that looks like one.
        await Expect(row.Locator("[data-label=Calls]")).ToHaveTextAsync("0 / – –");
        Assert.Null(await row.Locator("[data-label=Calls]").GetAttributeAsync("data-tone"));
        Assert.Empty(await board.FaultsAsync());

        var adam = await JourneyOffice.EnterAsync(app.Address, "adam", "/clients/1?do=register&client=1&type=meeting");
        await adam.Locator("dialog[data-modal] button[type=submit]").ClickAsync();
        await Expect(adam.Locator("dialog[data-modal]")).ToHaveCountAsync(0);

        await Expect(meetings).ToHaveAttributeAsync("data-tone", "good", Soon);
        await Expect(row.Locator(".kpi-total")).ToHaveAttributeAsync("data-tone", "good");
        await Expect(row.Locator("[data-label=Attained]")).ToHaveTextAsync("100%");
        await Expect(row.Locator(".kpi-points")).ToHaveTextAsync("5");
        await Expect(row.Locator("[data-label=Covered]")).ToContainTextAsync("1/3");
        // A key client is marked where the card is; the board counts what was done with them, and leads to it.
        await board.GotoAsync("/clients/1");
        await board.GetByRole(AriaRole.Button, new() { Name = "Key client" }).ClickAsync();
        await Expect(board.Locator(".card-head .tag.key")).ToHaveAttributeAsync("aria-pressed", "true");
        await board.GotoAsync(Board(Week));
        await Expect(row.Locator("[data-label=Key]")).ToContainTextAsync("1/1");
        await row.Locator("[data-label=Key] .kpi-counts").ClickAsync();
        await Expect(board.Locator("tbody [data-row]")).ToHaveCountAsync(1);
        await board.GotoAsync(Board(Week));
        await Expect(ewa.Locator("[data-label=Gap]")).ToContainTextAsync("▼ −4");
        await Expect(board.Locator("tfoot .kpi-total")).ToContainTextAsync("1 / 5");

        await board.GetByRole(AriaRole.Link, new() { Name = "Worst first" }).ClickAsync();
        await Expect(board.Locator("tbody th")).ToHaveTextAsync(["Ewa Wilk", "Adam Lis"]);
        // The table as it is shown, for whoever goes on with it in a spreadsheet.
        var sheet = await (await board.Context.APIRequest.GetAsync(Board(Week).Replace("/kpi?", "/kpi/export.xlsx?sort=worst&", StringComparison.Ordinal))).BodyAsync();
        using var workbook = new Workbook(sheet);
        var cells = workbook.Rows(null).Select(row => row.Cells).ToList();
        Assert.Equal(["Ewa Wilk", "Adam Lis", "Whole department"], cells.Skip(1).Select(row => row[1]));
        Assert.Equal(["1", "Adam Lis", "1", "3", "1", "1", "1", "0", "0", "1", "1"], cells[2].Take(11));
        // An advisor sees the own row and the rank in it, and nobody else's.
        await adam.GotoAsync(Board(Week));
        await Expect(adam.Locator("tbody th")).ToHaveTextAsync(["Adam Lis"]);
        await Expect(adam.Locator("tbody .kpi-rank")).ToHaveTextAsync("1");
    }

    [SkippableFact, Trait("Feature", "K4"), Trait("Feature", "K5"), Trait("Feature", "K15")]
    public async Task Every_number_leads_to_its_rows_and_a_client_left_alone_to_the_row_of_the_last_contact()
    {
        await using var app = await OpenAsync((db, anna, _) =>
        {
            db.Add(Done(Core.Activities.ActivityType.Meeting, anna.Id, anna.AdvisorId!.Value, TimeProvider.System.GetUtcNow().UtcDateTime));
            return Task.CompletedTask;
        });
        var board = await JourneyOffice.EnterAsync(app.Address, "maria", Board(Week));
        var row = Row(board, "Adam Lis");

        await row.Locator("[data-label=Meetings] a").ClickAsync();
        await Expect(board.Locator("tbody [data-row]")).ToHaveCountAsync(1);
        await Expect(board.Locator("tbody [data-row]")).ToContainTextAsync("Anna Nowak");
        await SoundAsync(board);
        await board.GotoAsync(Board(Week));

        await row.Locator(".kpi-points a").ClickAsync();
        await Expect(board.Locator("[aria-labelledby=sum-points]")).ToContainTextAsync("× 5");
        await Expect(board.Locator("[aria-labelledby=sum-points] tfoot")).ToContainTextAsync("= 5");
        await Expect(board.Locator("[aria-labelledby=sum-plan]")).ToContainTextAsync("1 ÷ 1 = 100%");
        await Expect(board.Locator("[aria-labelledby=sum-plan]")).ToContainTextAsync("1 − 1 = 0");
        await SoundAsync(board);
        await board.GotoAsync(Board(Week));

        await row.Locator("[data-label=Covered] a").ClickAsync();
        await Expect(board.Locator("tbody th a")).ToHaveTextAsync(["Olga Sowa", "Jan Kos"]);
        await SoundAsync(board);
        var left = board.Url;
        await board.GetByRole(AriaRole.Link, new() { Name = "Covered 1" }).ClickAsync();
        await Expect(board.Locator("tbody th a")).ToHaveTextAsync(["Anna Nowak"]);
        await board.GotoAsync(left);
        await board.GetByRole(AriaRole.Link, new() { Name = "Jan Kos" }).ClickAsync();
        await Expect(board.Locator("h1")).ToHaveTextAsync("Jan Kos");
        // Asked of the document: a window behind another one has no focus, but the place of it is kept.
        await Eventually.True(() => board.EvaluateAsync<bool>("document.activeElement?.matches('.activity-row[data-contact]') === true"), "the row of the last contact has the focus");
    }

    private static async Task SoundAsync(IPage page) => Assert.Empty(await page.FaultsAsync());
}
