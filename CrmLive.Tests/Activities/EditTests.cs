using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

public sealed class EditTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A6")]
    public async Task Only_planned_ones_move_and_keep_their_length(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync(ActivityType.Meeting);

        await Desk.DoneAsync(desk.Commands.MoveAsync(desk.Me, row.Id, row.Version, Desk.Wall(9, day: 25), null, default));
        var moved = await desk.RowAsync(row.Id);
        Assert.Equal((At.Utc("2026-11-25 08:00"), At.Utc("2026-11-25 09:00"), "2026-11-25T09:00"), (moved.StartsAt, moved.EndsAt, moved.LocalStart));
        Assert.Equal("activity.moved", (await desk.HistoryAsync())[^1].Event);

        await Desk.DoneAsync(desk.Commands.MoveAsync(desk.Me, row.Id, moved.Version, Desk.Wall(9, day: 25), Desk.Wall(11, day: 25), default));
        Assert.Equal(At.Utc("2026-11-25 10:00"), (await desk.RowAsync(row.Id)).EndsAt);
        await desk.HeldAsync(await desk.RowAsync(row.Id));
        var refused = await desk.Commands.MoveAsync(desk.Me, row.Id, (await desk.RowAsync(row.Id)).Version, Desk.Wall(15), null, default);
        Assert.Equal(ActivityProblem.DateLocked, Assert.Single(refused.Problems).Key);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A13")]
    public async Task Date_and_hour_are_locked_unless_planned_and_everything_else_stays_editable(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var id = await desk.HeldAsync(await desk.PlannedAsync());
        var face = (await desk.Queries.OneAsync(desk.Me, id, default))!;
        Assert.False(face.MayMove);

        var refused = await desk.Commands.EditAsync(desk.Me, id, face.Version, face.Draft with { Start = Desk.Wall(14) }, null, default);
        Assert.Equal(new Problem("Start", ActivityProblem.DateLocked), Assert.Single(refused.Problems));
        await Desk.DoneAsync(desk.Commands.EditAsync(desk.Me, id, face.Version, face.Draft with { Note = "she takes it" }, null, default));
        Assert.Equal("she takes it", (await desk.RowAsync(id)).Note);

        await Desk.DoneAsync(desk.SetAsync(await desk.RowAsync(id), ActivityStatus.Planned));
        var open = (await desk.Queries.OneAsync(desk.Me, id, default))!;
        await Desk.DoneAsync(desk.Commands.EditAsync(desk.Me, id, open.Version, open.Draft with { Start = Desk.Wall(14), End = Desk.Wall(15) }, null, default));
        Assert.Equal(At.Utc("2026-11-24 13:00"), (await desk.RowAsync(id)).StartsAt);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A7")]
    public async Task The_slower_of_two_colleagues_is_told_who_and_when_and_nothing_is_overwritten(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync();
        await Desk.DoneAsync(desk.Commands.MoveAsync(Desk.As(desk.Jan), row.Id, row.Version, Desk.Wall(16), null, default));

        foreach (var late in (Saved[])
        [
            await desk.Commands.EditAsync(desk.Me, row.Id, row.Version, desk.Draft() with { Note = "mine" }, null, default),
            await desk.Commands.MoveAsync(desk.Me, row.Id, row.Version, Desk.Wall(10), null, default),
            await desk.SetAsync(row, ActivityStatus.Cancelled),
        ])
        {
            Assert.Equal((SavedOutcome.Conflict, "Jan Kot", desk.Now), (late.Outcome, late.By, late.At));
        }

        var kept = await desk.RowAsync(row.Id);
        Assert.Equal((At.Utc("2026-11-24 15:00"), ActivityStatus.Planned, row.Note), (kept.StartsAt, kept.Status, kept.Note));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A7")]
    public async Task An_activity_planned_meanwhile_does_not_stand_in_the_way_of_who_edits_the_card(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.ClientAsync();
        await desk.PlannedAsync();
        Assert.Equal(card.Version, (await desk.ClientAsync()).Version);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A15")]
    public async Task A_client_finished_or_gone_meanwhile_takes_no_new_plan_and_what_was_held_can_still_be_written_down(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync();
        var client = await desk.ClientAsync();
        var reason = await desk.WordAsync(DictionaryKind.EndReason, "price");
        await Desk.DoneAsync(desk.Service.EndAsync(Desk.As(desk.Jan), desk.ClientId, client.Version, new ServiceEnd(reason, "too dear", CancelPlanned: false), default));

        Assert.Equal(new Problem("ClientId", ActivityProblem.ClientFinished), Assert.Single((await desk.Commands.PlanAsync(desk.Me, desk.Draft(), default)).Problems));
        var withNext = await desk.Commands.SetStatusAsync(desk.Me, row.Id, row.Version, new ActivityOutcome(ActivityStatus.Held) { Next = desk.Draft() }, default);
        Assert.Equal(ActivityProblem.ClientFinished, Assert.Single(withNext.Problems).Key);
        Assert.Equal(ActivityStatus.Planned, (await desk.RowAsync(row.Id)).Status);
        await desk.HeldAsync(row);
        Assert.Equal(ActivityProblem.ClientFinished, Assert.Single((await desk.SetAsync(await desk.RowAsync(row.Id), ActivityStatus.Planned)).Problems).Key);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A7"), Trait("Feature", "P13")]
    public async Task A_client_merged_away_while_the_dialog_is_open_takes_nothing_and_what_was_theirs_goes_on_with_the_survivor(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync();
        var typed = (await desk.Queries.OneAsync(desk.Me, row.Id, default))!.Draft with { Note = "half written" };
        var survivor = await desk.Office.AddClientAsync("Ewa", "Wilk-Lis", advisorId: desk.Anna.Id);
        var merger = People.Of(BuiltInRoles.Administrator, userId: desk.Jan.Id) with { Name = "Jan Kot" };
        await Desk.DoneAsync(new ClientMerging(desk.Office.Crm).MergeAsync(
            merger, (survivor.Id, survivor.Version), (desk.ClientId, (await desk.ClientAsync()).Version), new HashSet<MergeField>(), default));

        Assert.Equal(new Problem("ClientId", ActivityProblem.ClientGone), Assert.Single((await desk.Commands.PlanAsync(desk.Me, desk.Draft(), default)).Problems));
        Assert.Equal(new Problem("ClientId", ActivityProblem.ClientGone), Assert.Single((await desk.Commands.RegisterAsync(desk.Me, desk.Draft() with { Start = null }, default)).Problems));
        var late = await desk.Commands.EditAsync(desk.Me, row.Id, row.Version, typed, null, default);
        Assert.Equal((SavedOutcome.Conflict, "Jan Kot"), (late.Outcome, late.By));

        // What the dialog reads then is the survivor's, and what was typed is saved with it.
        var fresh = (await desk.Queries.OneAsync(desk.Me, row.Id, default))!;
        Assert.Equal((survivor.Id, "Ewa Wilk-Lis"), (fresh.Draft.ClientId, fresh.Client));
        await Desk.DoneAsync(desk.Commands.EditAsync(desk.Me, row.Id, fresh.Version, fresh.Draft with { Note = typed.Note }, null, default));
        Assert.Equal((survivor.Id, "half written"), ((await desk.RowAsync(row.Id)).ClientId, (await desk.RowAsync(row.Id)).Note));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A6"), Trait("Feature", "A13")]
    public async Task What_was_planned_is_not_edited_or_moved_into_the_past_nor_to_an_end_before_its_start(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync(ActivityType.Meeting);
        var draft = desk.Draft(ActivityType.Meeting);
        async Task<string> RefusedAsync(Task<Saved> saved) => Assert.Single((await saved).Problems).Key;

        Assert.Equal(ActivityProblem.PlannedInPast, await RefusedAsync(desk.Commands.MoveAsync(desk.Me, row.Id, row.Version, Desk.Wall(8, day: 23), null, default)));
        Assert.Equal(ActivityProblem.PlannedInPast, await RefusedAsync(desk.Commands.EditAsync(desk.Me, row.Id, row.Version, draft with { Start = Desk.Wall(8, day: 23) }, null, default)));
        Assert.Equal(ActivityProblem.EndBeforeStart, await RefusedAsync(desk.Commands.MoveAsync(desk.Me, row.Id, row.Version, Desk.Wall(12), Desk.Wall(11), default)));
        Assert.Equal(ActivityProblem.EndBeforeStart, await RefusedAsync(desk.Commands.EditAsync(desk.Me, row.Id, row.Version, draft with { End = Desk.Wall(11) }, null, default)));
        var kept = await desk.RowAsync(row.Id);
        Assert.Equal((row.StartsAt, row.EndsAt, row.Version), (kept.StartsAt, kept.EndsAt, kept.Version));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A13")]
    public async Task A_call_made_before_its_time_is_written_down_with_its_true_time_in_one_save(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync();
        var draft = desk.Draft() with { Start = Desk.Wall(9, 15, day: 23), End = Desk.Wall(9, 30, day: 23) };

        await Desk.DoneAsync(desk.Commands.EditAsync(desk.Me, row.Id, row.Version, draft, new ActivityOutcome(ActivityStatus.Held), default));

        var held = await desk.RowAsync(row.Id);
        Assert.Equal((ActivityStatus.Held, At.Utc("2026-11-23 08:15")), (held.Status, held.StartsAt));
    }
}
