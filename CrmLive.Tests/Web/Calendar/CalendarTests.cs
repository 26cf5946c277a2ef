using Bunit;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using CrmLive.Web.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using CalendarView = CrmLive.Web.Calendar.Calendar;

namespace CrmLive.Tests.Web.Calendar;

public sealed class CalendarTests
{
    [Fact, Trait("Feature", "A7")]
    public async Task A_colleagues_change_patches_the_one_activity_and_nothing_is_read_that_did_not_change()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var (first, second) = (await desk.PlannedAsync(), await desk.PlannedAsync(start: Desk.Wall(14)));
        await desk.RungOutAsync();
        using var screen = new DeskScreen(desk);
        var module = screen.JSInterop.SetupModule("./calendar.js");
        var browser = module.SetupModule("mount", _ => true);
        browser.Mode = JSRuntimeMode.Loose;
        var page = screen.Render<CalendarPage>();
        await screen.SeesAsync(() => page.FindComponents<CalendarView>().Count == 1, "the calendar stands");
        var calendar = page.FindComponent<CalendarView>();
        var told = await calendar.InvokeAsync(() => calendar.Instance.RowsAsync("2026-11-23T00:00", "2026-11-30T00:00", false));
        Assert.Equal([first.Id, second.Id], told.Rows.Select(row => (int)row[0]!));
        Assert.Equal(["2026-11-24T12:00", "2026-11-24T12:15"], told.Rows[0].Skip(4).Take(2).Cast<string>());
        var renders = calendar.RenderCount;

        await Desk.DoneAsync(desk.Commands.MoveAsync(Desk.As(desk.Jan), second.Id, second.Version, Desk.Wall(15), null, default));

        await screen.SeesAsync(() => browser.Invocations["patch"].Count == 1, "the browser is told");
        var patched = Assert.Single(((IEnumerable<object?[]>)browser.Invocations["patch"].Single().Arguments[0]!).ToArray());
        Assert.Equal((second.Id, "2026-11-24T15:00"), ((int)patched[0]!, (string)patched[4]!));
        Assert.Equal(renders, calendar.RenderCount);

        // Out of the days shown: it leaves, and is not read as a change of another.
        await Desk.DoneAsync(desk.Commands.MoveAsync(Desk.As(desk.Jan), first.Id, first.Version, Desk.Wall(12, day: 2, month: 12), null, default));
        await screen.SeesAsync(() => browser.Invocations["patch"].Count == 2, "the browser is told again");
        Assert.Equal([first.Id], (int[])browser.Invocations["patch"][1].Arguments[1]!);
    }

    [Fact, Trait("Feature", "A6")]
    public async Task A_dragged_activity_moves_one_that_is_over_does_not_and_another_column_gives_it_away()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        var held = await desk.RegisteredAsync(ActivityType.Phone);
        using var screen = new DeskScreen(desk);
        var own = ActivatorUtilities.CreateInstance<CalendarDesk>(screen.Services);

        Assert.True(await own.MoveAsync(new Held(planned.Id, planned.Version, "2026-11-25T10:00", "2026-11-25T10:45", 0), null, default));
        var moved = await desk.RowAsync(planned.Id);
        Assert.Equal((Desk.Wall(9, day: 25), TimeSpan.FromMinutes(45)), (DateTime.SpecifyKind(moved.StartsAt!.Value, DateTimeKind.Unspecified), moved.EndsAt - moved.StartsAt));
        Assert.False(await own.MoveAsync(new Held(planned.Id, planned.Version, "2026-11-25T11:00", "2026-11-25T11:45", 0), null, default), "as it was before somebody moved it");
        Assert.False(await own.MoveAsync(new Held(held.Id, held.Version, "2026-11-25T10:00", "2026-11-25T10:15", 0), null, default), "what is over stays");

        Assert.True(await own.MoveAsync(new Held(planned.Id, moved.Version, "2026-11-25T11:00", "2026-11-25T11:45", desk.Jan.Id), null, default));
        Assert.Equal(desk.Jan.Id, (await desk.RowAsync(planned.Id)).AssignedToId);
        Assert.Contains("Anna Lis is busy", Assert.Single(await ClashesAsync(own, desk)), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ClashesAsync(CalendarDesk own, Desk desk)
    {
        await desk.PlannedAsync(ActivityType.Meeting, Desk.Wall(12, day: 26));
        return await own.ClashesAsync(new Held(0, 0, "2026-11-26T12:30", "2026-11-26T13:00", desk.Anna.Id), null, default);
    }

    [Fact, Trait("Feature", "A4"), Trait("Feature", "A5")]
    public async Task Filters_and_the_default_view_are_the_persons_own_and_are_there_at_the_next_visit()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await desk.PlannedAsync();
        await desk.PlannedAsync(ActivityType.Meeting, Desk.Wall(14));
        using (var screen = new DeskScreen(desk))
        {
            var page = screen.Render<CalendarPage>();
            await screen.SeesAsync(page, "#f-types input");
            await page.InvokeAsync(() => page.FindAll("#f-types input")[1].Change(true));
            await screen.ReadsAsync(page, "Type: 1");
            await page.InvokeAsync(() => page.FindComponent<CalendarView>().Instance.KeepViewAsync("dayGridMonth"));
            var kept = screen.Services.GetRequiredService<OwnChoices>();
            await Eventually.True(
                async () => await kept.ReadAsync<CalendarChoice>(desk.Me, CalendarChoice.Key, default) is { View: "dayGridMonth", Types: [ActivityType.Meeting] },
                TimeSpan.FromSeconds(60),
                "the choice is kept");
        }

        using var again = new DeskScreen(desk);
        var later = again.Render<CalendarPage>();
        await again.ReadsAsync(later, "Type: 1");
        var calendar = later.FindComponent<CalendarView>();
        var told = await calendar.InvokeAsync(() => calendar.Instance.RowsAsync("2026-11-23T00:00", "2026-11-30T00:00", false));
        Assert.Equal((int)ActivityType.Meeting, (int)Assert.Single(told.Rows)[2]!);

        // A colleague has a calendar of their own.
        using var hers = new DeskScreen(desk, Desk.As(desk.Jan));
        var other = hers.Render<CalendarPage>();
        await hers.SeesAsync(other, "#f-types");
        Assert.DoesNotContain("Type: 1", other.Markup, StringComparison.Ordinal);
        Assert.Equal("timeGridWeek", (await hers.Services.GetRequiredService<OwnChoices>().ReadAsync<CalendarChoice>(Desk.As(desk.Jan), CalendarChoice.Key, default)).View);
    }

    [Fact, Trait("Feature", "A5")]
    public async Task Of_several_branches_one_is_chosen_its_people_are_the_columns_of_the_day_and_it_is_there_at_the_next_visit()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        Branch[] branches = [new() { Name = "Centre" }, new() { Name = "North" }];
        await desk.ChangeAsync(async db =>
        {
            (await db.Set<User>().SingleAsync(u => u.Id == desk.Anna.Id)).Branch = branches[0];
            (await db.Set<User>().SingleAsync(u => u.Id == desk.Jan.Id)).Branch = branches[1];
        });
        await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft() with { BranchId = branches[0].Id }, default));
        await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft() with { BranchId = branches[1].Id, AssignedToId = desk.Jan.Id }, default));
        using (var screen = new DeskScreen(desk))
        {
            var page = screen.Render<CalendarPage>();
            await screen.SeesAsync(page, "#f-branch input");
            await page.InvokeAsync(() => page.FindAll("#f-branch input")[1].Change(true));
            await screen.SeesAsync(() => page.Find("#f-branch summary").TextContent.Contains("North", StringComparison.Ordinal), "the branch is chosen");
            Assert.Equal([desk.Jan.Id], page.FindComponent<CalendarView>().Instance.Desk.Columns.Select(one => one.Id));
            var kept = screen.Services.GetRequiredService<OwnChoices>();
            await Eventually.True(
                async () => (await kept.ReadAsync<CalendarChoice>(desk.Me, CalendarChoice.Key, default)).BranchId == branches[1].Id, TimeSpan.FromSeconds(60), "the choice is kept");
        }

        using var again = new DeskScreen(desk);
        var later = again.Render<CalendarPage>();
        await again.ReadsAsync(later, "North<");
        var calendar = later.FindComponent<CalendarView>();
        var told = await calendar.InvokeAsync(() => calendar.Instance.RowsAsync("2026-11-23T00:00", "2026-11-30T00:00", false));
        Assert.Equal(desk.Jan.Id, (int)Assert.Single(told.Rows)[7]!);
    }

    [Fact, Trait("Feature", "A5")]
    public async Task The_whole_branch_shows_what_ones_own_calendar_does_not()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await desk.PlannedAsync();
        using var screen = new DeskScreen(desk, Desk.As(desk.Jan));
        var own = ActivatorUtilities.CreateInstance<CalendarDesk>(screen.Services);
        var week = own.RangeOf("2026-11-23T00:00", "2026-11-30T00:00");

        Assert.Empty(await own.RowsAsync(week, false, [], default));
        Assert.Single(await own.RowsAsync(week, true, [], default));
        own.Choice = own.Choice with { Whose = Whose.Branch };
        Assert.Single(await own.RowsAsync(week, false, [], default));
        own.Choice = own.Choice with { Whose = Whose.Chosen, People = [desk.Anna.Id] };
        Assert.Single(await own.RowsAsync(week, false, [], default));
    }
}
