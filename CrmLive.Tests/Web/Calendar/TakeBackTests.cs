using Bunit;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Lab;
using CrmLive.Web.Calendar;
using CrmLive.Web.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web.Calendar;

/// <summary>What was dragged can be put back, as long as nobody else has touched it.</summary>
public sealed class TakeBackTests
{
    [Fact, Trait("Feature", "A6")]
    public async Task A_move_says_where_it_went_and_goes_back_to_its_hour_and_its_person()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        using var screen = new DeskScreen(desk);
        var words = screen.Render<RemarkStack>();
        await MoveAsync(desk, screen, planned, "2026-11-25T10:00", "2026-11-25T10:45", desk.Jan.Id);
        await SaysAsync(words, "Ewa Wilk: moved to Wed 25 Nov 10:00–10:45");
        Assert.Equal(desk.Jan.Id, (await desk.RowAsync(planned.Id)).AssignedToId);

        await words.InvokeAsync(() => words.Find("[data-undo]").Click());
        await SaysAsync(words, "Ewa Wilk: back to Tue 24 Nov 12:00–12:15");
        var back = await desk.RowAsync(planned.Id);
        Assert.Equal((planned.StartsAt, planned.EndsAt, planned.LocalStart, desk.Anna.Id), (back.StartsAt, back.EndsAt, back.LocalStart, back.AssignedToId));
    }

    [Fact, Trait("Feature", "A6"), Trait("Feature", "A13")]
    public async Task What_a_colleague_changed_in_between_is_not_put_back_over_their_change()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        using var screen = new DeskScreen(desk);
        var words = screen.Render<RemarkStack>();
        await MoveAsync(desk, screen, planned, "2026-11-25T10:00", "2026-11-25T10:45");
        await SaysAsync(words, "data-undo");
        await Desk.DoneAsync(desk.Commands.MoveAsync(Desk.As(desk.Jan), planned.Id, planned.Version + 1, Desk.Wall(16), null, default));

        await words.InvokeAsync(() => words.Find("[data-undo]").Click());
        await SaysAsync(words, "Jan Kot changed this");
        Assert.Equal(15, (await desk.RowAsync(planned.Id)).StartsAt!.Value.Hour);
    }

    [Fact, Trait("Feature", "A6")]
    public async Task An_overdue_one_goes_back_to_its_hour_that_has_passed_though_nobody_could_plan_it_there()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        desk.Office.Clock.Advance(TimeSpan.FromDays(2));
        var was = new FormerPlace(planned.StartsAt!.Value, planned.EndsAt!.Value, planned.AssignedToId);
        await Desk.DoneAsync(desk.Commands.MoveAsync(desk.Me, planned.Id, planned.Version, Desk.Wall(12, day: 27), null, default));
        Assert.False((await desk.Commands.MoveAsync(desk.Me, planned.Id, planned.Version + 1, Desk.Wall(12), null, default)).Ok);

        await Desk.DoneAsync(desk.Commands.PutBackAsync(desk.Me, planned.Id, planned.Version + 1, was, default));
        Assert.Equal(was.StartsAt, (await desk.RowAsync(planned.Id)).StartsAt);
    }

    [Fact, Trait("Feature", "A6")]
    public async Task A_word_goes_by_itself_stays_while_it_is_read_and_only_the_last_can_be_undone()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var words = screen.Render<RemarkStack>();
        var remarks = screen.Services.GetRequiredService<Remarks>();
        remarks.Offer("the first move", () => Task.CompletedTask);
        remarks.Offer("the second move", () => Task.CompletedTask);
        await SaysAsync(words, "the second move");
        Assert.Single(words.FindAll("[data-undo]"));

        await words.InvokeAsync(() => words.Find(".remark").PointerEnter());
        desk.Office.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(remarks.Shown);
        await words.InvokeAsync(() => words.Find(".remark").PointerLeave());
        desk.Office.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Single(remarks.Shown);
        desk.Office.Clock.Advance(TimeSpan.FromSeconds(2));
        await Eventually.True(() => words.FindAll(".remark").Count == 0, TimeSpan.FromSeconds(60), "the word has gone");
    }

    [Fact]
    public async Task The_same_word_said_twice_stands_twice_and_of_many_the_last_stand()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var words = screen.Render<RemarkStack>();
        var remarks = screen.Services.GetRequiredService<Remarks>();
        remarks.Good("planned");
        remarks.Good("planned");
        await Eventually.True(() => words.FindAll(".remark").Count == 2, "both stand");
        for (var more = 0; more < 9; more++)
        {
            remarks.Good($"planned {more}");
        }

        await Eventually.True(() => words.FindAll(".remark").Count == 4 && words.Markup.Contains("planned 8", StringComparison.Ordinal), "four stand");
    }

    // Without moving the clock: a word goes with it.
    private static Task SaysAsync(IRenderedComponent<RemarkStack> words, string said) =>
        Eventually.True(() => words.Markup.Contains(said, StringComparison.Ordinal), TimeSpan.FromSeconds(60), said);

    private static async Task MoveAsync(Desk desk, DeskScreen screen, Activity planned, string start, string end, int person = 0)
    {
        var own = ActivatorUtilities.CreateInstance<CalendarDesk>(screen.Services);
        own.Choice = own.Choice with { Whose = Whose.Branch };
        var row = (await own.RowsAsync(own.RangeOf("2026-11-23T00:00", "2026-11-30T00:00"), true, [planned.Id], default)).Single();
        Assert.True(await own.MoveAsync(new Held(planned.Id, planned.Version, start, end, person), row, default));
    }
}
