using CrmLive.Core.Activities;
using Microsoft.Playwright;
using static CrmLive.Tests.Journeys.KpiOffice;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>Plans typed and pasted as into a spreadsheet, weights tried in private: in real browsers.</summary>
public sealed class PlansJourney
{
    [SkippableFact, Trait("Feature", "K6")]
    public async Task A_block_from_Excel_is_pasted_a_bad_cell_is_marked_and_a_colleagues_numbers_are_not_overwritten_unseen()
    {
        await using var app = await OpenAsync();
        var maria = await JourneyOffice.EnterAsync(app.Address, "maria", "/kpi/plans?weeks=1");
        await maria.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Cell(maria, 0, 0).ClickAsync();
        await maria.EvaluateAsync("text => navigator.clipboard.writeText(text)", "4\t30\t12\r\n3\tmany\t1 200\r\n");
        await maria.Keyboard.PressAsync("Control+v");
        await Expect(Cell(maria, 0, 2)).ToHaveTextAsync("12");
        await Expect(Cell(maria, 0, 3)).ToHaveTextAsync("46");
        await Expect(Cell(maria, 1, 1)).ToHaveAttributeAsync("aria-invalid", "true");
        await maria.Keyboard.PressAsync("Control+s");
        await Expect(maria.Locator(Saved)).ToContainTextAsync("cannot be read");
        await Expect(Cell(maria, 1, 1)).ToBeFocusedAsync();

        // What is half done outlives a reload.
        await maria.ReloadAsync();
        await Expect(Cell(maria, 1, 1)).ToHaveTextAsync("many");
        await Cell(maria, 1, 1).ClickAsync();
        await maria.Keyboard.TypeAsync("25");
        await maria.Keyboard.PressAsync("Enter");
        await maria.Keyboard.PressAsync("Control+s");
        await Expect(maria.Locator(Saved)).ToContainTextAsync("Saved");
        Assert.Empty(await maria.FaultsAsync());

        var ada = await JourneyOffice.EnterAsync(app.Address, "admin", "/kpi/plans?weeks=1");
        await TypeAsync(maria, 0, 0, "7");
        await TypeAsync(ada, 0, 0, "6");
        await TypeAsync(ada, 1, 0, "2");
        await ada.Keyboard.PressAsync("Control+s");
        await Expect(ada.Locator(Saved)).ToContainTextAsync("Saved");
        await Expect(Cell(maria, 1, 0)).ToHaveTextAsync("2");
        await Expect(Cell(maria, 0, 0)).ToHaveAttributeAsync("data-theirs", "6");
        await maria.Keyboard.PressAsync("Control+s");
        await Expect(maria.Locator(Saved)).ToContainTextAsync("keep your numbers");
        await maria.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();
        await maria.Locator("[data-sheet=save]").ClickAsync();
        await Expect(maria.Locator(Saved)).ToContainTextAsync("Saved");
        await Expect(Cell(ada, 0, 0)).ToHaveTextAsync("7");

        // Undone after it was saved, and copied to the weeks ahead.
        await maria.Locator("[data-sheet=undo]").ClickAsync();
        await Expect(Cell(maria, 0, 0)).ToHaveTextAsync("6");
        await maria.Locator("[data-sheet=redo]").ClickAsync();
        await Cell(maria, 0, 0).ClickAsync();
        await maria.GetByRole(AriaRole.Button, new() { Name = "Copy week to" }).ClickAsync();
        await Expect(maria.Locator(Saved)).ToContainTextAsync("Copied");
        await maria.GetByRole(AriaRole.Link, new() { Name = "Later weeks" }).ClickAsync();
        await Expect(Cell(maria, 0, 0)).ToHaveTextAsync("7");
        await maria.GotoAsync("/kpi");
        await Expect(Row(maria, "Adam Lis").Locator("[data-label=Calls]")).ToContainTextAsync("/ 30");
    }

    [SkippableFact, Trait("Feature", "K9"), Trait("Feature", "K10")]
    public async Task Weights_are_tried_where_nobody_sees_it_and_change_the_ranking_once_they_are_published()
    {
        await using var app = await OpenAsync((db, anna, ewa) =>
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            db.AddRange(
                Done(ActivityType.Meeting, anna.Id, anna.AdvisorId!.Value, now),
                Done(ActivityType.Phone, anna.Id, ewa.Id, now),
                Done(ActivityType.Phone, anna.Id, ewa.Id, now.AddSeconds(-1)));
            return Task.CompletedTask;
        });
        var board = await JourneyOffice.EnterAsync(app.Address, "admin", Board(Week));
        await Expect(board.Locator("tbody th")).ToHaveTextAsync(["Adam Lis", "Ewa Wilk"]);
        var maria = await JourneyOffice.EnterAsync(app.Address, "maria", "/kpi/weights");
        await maria.GetByRole(AriaRole.Button, new() { Name = "This week" }).ClickAsync();
        await Expect(maria.Locator(".preview tbody th")).ToHaveTextAsync(["Adam Lis", "Ewa Wilk"]);

        await maria.Locator("#w-Call").FillAsync("-3");
        await Expect(maria.Locator("#w-Call-wrong")).ToContainTextAsync("cannot cost points");
        await Expect(maria.Locator(".weights-form button[type=submit]")).ToBeDisabledAsync();
        await maria.Locator("#w-Call").FillAsync("4");
        await Expect(maria.Locator(".preview tbody th")).ToHaveTextAsync(["Ewa Wilk", "Adam Lis"]);
        await Expect(Row(maria, "Ewa Wilk")).ToContainTextAsync("▲ +1");
        await Expect(board.Locator("tbody th")).ToHaveTextAsync(["Adam Lis", "Ewa Wilk"]);

        await maria.Locator("#w-from").FillAsync("+0");
        await maria.Locator("#w-from").PressAsync("Tab");
        await maria.Locator(".weights-form button[type=submit]").ClickAsync();
        await Expect(maria.Locator(".notice")).ToContainTextAsync("Published");
        await Expect(board.Locator("tbody th")).ToHaveTextAsync(["Ewa Wilk", "Adam Lis"]);
        await Expect(Row(board, "Ewa Wilk").Locator(".kpi-points")).ToHaveTextAsync("8");
        Assert.Empty(await maria.FaultsAsync());

        // Adam has all of his plan and Ewa half of hers.
        await board.GetByRole(AriaRole.Link, new() { Name = "% of own plan" }).ClickAsync();
        await Expect(Row(board, "Adam Lis").Locator(".kpi-rank")).ToHaveTextAsync("1");
        await Expect(Row(board, "Ewa Wilk").Locator(".kpi-rank")).ToHaveTextAsync("2");
    }

    private static ILocator Cell(IPage page, int row, int column) => page.Locator($"[data-row-at=\"{row}\"][data-column-at=\"{column}\"]");

    private static async Task TypeAsync(IPage page, int row, int column, string text)
    {
        await Cell(page, row, column).ClickAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(Cell(page, row, column)).ToHaveTextAsync(text);
    }
}
