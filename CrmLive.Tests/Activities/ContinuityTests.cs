using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

public sealed class ContinuityTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A14")]
    public async Task The_next_step_is_the_nearest_open_activity_after_every_command(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        async Task NextIsAsync(DateTime? wall) =>
            Assert.Equal(wall is { } at ? desk.Office.Office.Time.ToUtc(at) : null, (await desk.ClientAsync()).NextActivityAt);

        await NextIsAsync(null);
        var late = await desk.PlannedAsync(start: Desk.Wall(16));
        await NextIsAsync(Desk.Wall(16));
        var early = await desk.PlannedAsync(ActivityType.Task, Desk.Wall(8));
        await NextIsAsync(Desk.Wall(8));
        await Desk.DoneAsync(desk.Commands.MoveAsync(desk.Me, early.Id, early.Version, Desk.Wall(17), null, default));
        await NextIsAsync(Desk.Wall(16));
        await desk.HeldAsync(late);
        await NextIsAsync(Desk.Wall(17));
        await Desk.DoneAsync(desk.SetAsync(await desk.RowAsync(early.Id), ActivityStatus.Cancelled));
        await NextIsAsync(null);
        await Desk.DoneAsync(desk.SetAsync(await desk.RowAsync(late.Id), ActivityStatus.Planned));
        await NextIsAsync(Desk.Wall(16));
        await Desk.DoneAsync(desk.Commands.RegisterAsync(desk.Me, desk.Draft(ActivityType.Note) with { Start = null }, default));
        await NextIsAsync(Desk.Wall(16));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A14")]
    public async Task A_contact_taken_back_was_none_and_the_one_before_it_is_the_last_again(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var before = await desk.RegisteredAsync(ActivityType.Email, Desk.Wall(9, day: 20));
        var row = await desk.PlannedAsync();
        await desk.HeldAsync(row);
        Assert.Equal(desk.Now, (await desk.ClientAsync()).LastContactAt);
        await Desk.DoneAsync(desk.SetAsync(await desk.RowAsync(row.Id), ActivityStatus.NotHeld));
        Assert.Equal(before.DoneAt, (await desk.ClientAsync()).LastContactAt);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A14")]
    public async Task Done_and_the_next_one_planned_are_one_save_or_none(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync();
        var past = new ActivityOutcome(ActivityStatus.Held) { Next = desk.Draft(start: Desk.Wall(9, day: 20)) };
        Assert.Equal(ActivityProblem.PlannedInPast, Assert.Single((await desk.Commands.SetStatusAsync(desk.Me, row.Id, row.Version, past, default)).Problems).Key);
        Assert.Equal(ActivityStatus.Planned, (await desk.RowAsync(row.Id)).Status);

        var outcome = new ActivityOutcome(ActivityStatus.Held) { Note = "comes on Friday", Next = desk.Draft(ActivityType.Meeting, Desk.Wall(10, day: 27)) };
        await Desk.DoneAsync(desk.Commands.SetStatusAsync(desk.Me, row.Id, row.Version, outcome, default));

        Assert.Equal((ActivityStatus.Held, "comes on Friday"), ((await desk.RowAsync(row.Id)).Status, (await desk.RowAsync(row.Id)).Note));
        Assert.Equal(At.Local("2026-11-27 10:00"), (await desk.ClientAsync()).NextActivityAt);
        Assert.Equal(["activity.completed", "activity.planned"], (await desk.HistoryAsync()).TakeLast(2).Select(e => e.Event).Order());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A2")]
    public async Task Meetings_are_numbered_as_they_took_place_also_when_one_is_written_down_late_or_taken_back(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var second = await desk.RegisteredAsync(ActivityType.Meeting, Desk.Wall(9, day: 20));
        Assert.Equal(1, second.MeetingNumber);
        var first = await desk.RegisteredAsync(ActivityType.Meeting, Desk.Wall(9, day: 18));
        Assert.Equal((1, 2), (first.MeetingNumber, (await desk.RowAsync(second.Id)).MeetingNumber));

        await Desk.DoneAsync(desk.SetAsync(first, ActivityStatus.NotHeld));
        Assert.Equal((null, 1), ((await desk.RowAsync(first.Id)).MeetingNumber, (await desk.RowAsync(second.Id)).MeetingNumber));
        Assert.Empty(await new TotalsAudit(desk.Office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A2")]
    public async Task Meetings_of_one_client_written_down_in_the_same_moment_are_all_saved_and_no_number_stands_twice(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var planned = new List<Activity>();
        for (var hour = 12; hour < 16; hour++)
        {
            planned.Add(await desk.PlannedAsync(ActivityType.Meeting, Desk.Wall(hour)));
        }

        // On SQLite each reads until it waits for the writer: all of them have read before the first may write.
        await desk.Office.Crm.Gate.EnterAsync(default);
        Task[] all = [.. planned.Select(desk.HeldAsync), .. Enumerable.Range(17, 3).Select(day => desk.RegisteredAsync(ActivityType.Meeting, Desk.Wall(9, day: day)))];
        desk.Office.Crm.Gate.Leave();
        await Task.WhenAll(all);

        await using var db = desk.Office.Crm.Open(Actor.System);
        var numbers = await db.Set<Activity>().Where(a => a.ClientId == desk.ClientId).OrderBy(a => a.StartsAt).Select(a => a.MeetingNumber).ToListAsync();
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], numbers);
        Assert.Empty(await new TotalsAudit(desk.Office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "A2")]
    public async Task A_meeting_makes_a_new_client_interested_and_never_leads_back(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.RegisteredAsync(ActivityType.Phone);
        Assert.Equal(ClientStatusKeys.New, (await desk.ClientAsync()).Status!.Key);
        await desk.RegisteredAsync(ActivityType.Meeting);
        var client = await desk.ClientAsync();
        Assert.Equal(ClientStatusKeys.Interested, client.Status!.Key);

        var oral = await desk.WordAsync(DictionaryKind.ClientStatus, ClientStatusKeys.OralReservation);
        await Desk.DoneAsync(desk.Service.SetStatusAsync(desk.Me, desk.ClientId, client.Version, oral, default));
        await desk.RegisteredAsync(ActivityType.Meeting);
        client = await desk.ClientAsync();
        Assert.Equal(ClientStatusKeys.OralReservation, client.Status!.Key);
        var first = await desk.WordAsync(DictionaryKind.ClientStatus, ClientStatusKeys.New);
        await Desk.DoneAsync(desk.Service.SetStatusAsync(desk.Me, desk.ClientId, client.Version, first, default));
        Assert.Equal(ClientStatusKeys.New, (await desk.ClientAsync()).Status!.Key);
    }
}
