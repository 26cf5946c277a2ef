using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

public sealed class PlanTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A1"), Trait("Feature", "A2"), Trait("Feature", "A11")]
    public async Task What_is_planned_keeps_every_field_and_belongs_to_client_branch_person_and_investment(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var investment = new Investment { Name = "Zielona", Branch = new Branch { Name = "Centre" } };
        await desk.ChangeAsync(async db =>
        {
            db.Add(investment);
            await db.SaveChangesAsync();
            (await db.Set<Client>().SingleAsync(c => c.Id == desk.ClientId)).BranchId = investment.BranchId;
        });
        var draft = desk.Draft(ActivityType.Meeting) with
        {
            End = Desk.Wall(13, 30),
            InvestmentId = investment.Id,
            PurposeId = await desk.WordAsync(DictionaryKind.Purpose, "negotiation"),
            PriorityId = await desk.WordAsync(DictionaryKind.Priority, "high"),
            PlaceId = await desk.WordAsync(DictionaryKind.Place, "sales-office"),
            ContactWayId = await desk.WordAsync(DictionaryKind.ContactWay, "phone"),
            NoteTypeId = await desk.WordAsync(DictionaryKind.NoteType, "company"),
            ReminderMinutes = 60,
            ExternalId = "abc",
        };

        var id = await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, draft, default));

        var face = (await desk.Queries.OneAsync(desk.Me, id, default))!;
        Assert.Equal(draft with { BranchId = investment.BranchId }, face.Draft);
        Assert.Equal((ActivityStatus.Planned, "Ewa Wilk", "Anna Lis", "Anna Lis"), (face.Status, face.Client, face.Assigned, face.CreatedBy));
        Assert.Equal(At.Utc("2026-11-24 11:00"), face.StartsAt);
        Assert.Equal(At.Utc("2026-11-24 10:00"), (await desk.RowAsync(id)).RemindAt);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A10")]
    public async Task What_is_registered_is_held_and_stands_in_history_and_among_the_latest(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);

        var row = await desk.RegisteredAsync(ActivityType.Phone);

        Assert.Equal((ActivityStatus.Held, (DateTime?)desk.Now, false), (row.Status, row.EndsAt, row.WasPlanned));
        var latest = Assert.Single(await desk.Queries.LatestAsync(desk.Me, desk.ClientId, 5, default));
        Assert.Equal((row.Id, ActivityStatus.Held), (latest.Id, latest.Status));
        Assert.Equal(("activity.registered", "Anna Lis"), ((await desk.HistoryAsync())[^1].Event, (await desk.HistoryAsync())[^1].Who));
        Assert.Equal(row.DoneAt, (await desk.ClientAsync()).LastContactAt);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A3")]
    public async Task A_task_goes_its_own_way_and_nothing_takes_a_status_of_another_kind(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var task = await desk.PlannedAsync(ActivityType.Task);
        Assert.Equal(ActivityStatus.NotStarted, task.Status);
        foreach (var status in (ActivityStatus[])[ActivityStatus.InProgress, ActivityStatus.ToVerify, ActivityStatus.Done, ActivityStatus.Cancelled])
        {
            await Desk.DoneAsync(desk.SetAsync(await desk.RowAsync(task.Id), status));
        }

        var phone = await desk.PlannedAsync();
        Assert.Equal(ActivityProblem.StatusWrong, Assert.Single((await desk.SetAsync(phone, ActivityStatus.InProgress)).Problems).Key);
        await Desk.DoneAsync(desk.SetAsync(phone, ActivityStatus.NotHeld));
        Assert.Equal(ActivityStatus.NotHeld, (await desk.RowAsync(phone.Id)).Status);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A11")]
    public async Task What_makes_no_sense_is_named_beside_its_field(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var draft = desk.Draft();
        async Task<Problem> RefusedAsync(ActivityDraft wrong) => Assert.Single((await desk.Commands.PlanAsync(desk.Me, wrong, default)).Problems);

        Assert.Equal(new Problem("End", ActivityProblem.EndBeforeStart), await RefusedAsync(draft with { End = Desk.Wall(11) }));
        Assert.Equal(new Problem("End", ActivityProblem.LastsTooLong), await RefusedAsync(draft with { End = Desk.Wall(12, day: 2, month: 12) }));
        Assert.Equal(new Problem("Start", ActivityProblem.StartMissing), await RefusedAsync(draft with { Start = null }));
        Assert.Equal(new Problem("Start", ActivityProblem.PlannedInPast), await RefusedAsync(draft with { Start = Desk.Wall(9, day: 23) }));
        Assert.Equal(new Problem("Note", ActivityProblem.TooLong), await RefusedAsync(draft with { Note = new string('x', 20_001) }));
        Assert.Equal(new Problem("ReminderMinutes", ActivityProblem.ReminderWrong), await RefusedAsync(draft with { ReminderMinutes = -1 }));
        Assert.Equal(new Problem("ClientId", ActivityProblem.ClientGone), await RefusedAsync(draft with { ClientId = 999 }));
        Assert.Equal(new Problem("AssignedToId", ActivityProblem.PersonGone), await RefusedAsync(draft with { AssignedToId = 999 }));
        var purpose = await desk.WordAsync(DictionaryKind.Purpose, "other");
        Assert.Equal(new Problem("PriorityId", ActivityProblem.WordGone), await RefusedAsync(draft with { PriorityId = purpose }));
        Assert.Equal(new Problem("InvestmentId", ActivityProblem.WordGone), await RefusedAsync(draft with { InvestmentId = 999 }));
        Assert.Equal(new Problem("BranchId", ActivityProblem.WordGone), await RefusedAsync(draft with { BranchId = 999 }));
        var future = await desk.Commands.RegisterAsync(desk.Me, draft, default);
        Assert.Equal(new Problem("Start", ActivityProblem.RegisteredInFuture), Assert.Single(future.Problems));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A2")]
    public async Task A_long_note_with_a_stray_zero_byte_is_kept_whole(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var note = string.Concat(Enumerable.Repeat("Łódź жук 🏠 ", 1500));
        var id = await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft() with { Note = "\0" + note }, default));
        Assert.Equal(note.Trim(), (await desk.RowAsync(id)).Note);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Nobody_plans_without_the_right_for_a_client_out_of_sight_or_for_a_person_out_of_reach(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await Assert.ThrowsAsync<AccessRefused>(() => desk.Commands.PlanAsync(People.Without(ActivityPermissions.Edit), desk.Draft(), default));
        await desk.ChangeAsync(async db => (await db.Set<Client>().SingleAsync(c => c.Id == desk.ClientId)).AdvisorId = desk.Jan.Id);

        var own = Desk.As(desk.Anna, Scope.Own);
        Assert.Equal(ActivityProblem.ClientGone, Assert.Single((await desk.Commands.PlanAsync(own, desk.Draft(), default)).Problems).Key);
        var jans = await Desk.DoneAsync(desk.Commands.PlanAsync(Desk.As(desk.Jan), desk.Draft() with { AssignedToId = desk.Jan.Id }, default));
        Assert.Equal(SavedOutcome.Gone, (await desk.Commands.MoveAsync(own, jans, 0, Desk.Wall(15), null, default)).Outcome);
        Assert.Null(await desk.Queries.OneAsync(own, jans, default));
        var toAnna = await desk.Commands.PlanAsync(Desk.As(desk.Jan, Scope.Own), desk.Draft(), default);
        Assert.Equal(ActivityProblem.PersonGone, Assert.Single(toAnna.Problems).Key);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A11")]
    public async Task Nothing_new_is_planned_for_somebody_who_left_but_what_stands_can_still_be_edited(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync();
        await desk.ChangeAsync(async db => (await db.Set<User>().SingleAsync(u => u.Id == desk.Anna.Id)).Retired = true);

        Assert.Equal(ActivityProblem.PersonGone, Assert.Single((await desk.Commands.PlanAsync(desk.Me, desk.Draft(), default)).Problems).Key);
        await Desk.DoneAsync(desk.Commands.EditAsync(desk.Me, row.Id, row.Version, desk.Draft() with { Note = "new" }, null, default));
    }
}
