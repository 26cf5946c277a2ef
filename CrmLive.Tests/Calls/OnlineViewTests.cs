using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

public sealed class OnlineViewTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    [SkippableTheory, MemberData(nameof(Kinds)), Trait("Feature", "C27"), Trait("Feature", "C2")]
    public async Task A_known_caller_stands_there_with_advisor_and_next_step_from_the_first_event_on(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var jan = await floor.Office.AddUserAsync("Jan", "Lis", "101");
        var client = await floor.Office.AddClientAsync("Anna", "Nowak", "600 111 222", jan.Id);
        await floor.Office.AddClientAsync("Piotr", "Nowak", "+48 600 111 222");
        await floor.ReadAsync(db => MeetingAsync(db, client.Id, jan.Id, TestOffice.Monday.AddDays(2)));
        await using var panel = await Panel.OpenAsync(floor);

        await floor.TellAsync(new Told().Inbound(caller: "0048600111222").Events);

        var call = Assert.Single((await panel.ShowsAsync(now => now.Calls.Count == 1)).Calls);
        Assert.Equal(["Anna Nowak", "Piotr Nowak"], call.Clients.Select(known => known.Name));
        Assert.Equal(("Jan Lis", ActivityType.Meeting, ClientStatusKeyOf(call)), (call.Clients[0].Advisor, call.Clients[0].NextActivity, "new"));
        Assert.Equal(client.Id, (await floor.CallAsync()).ClientId);
    }

    [SkippableTheory, MemberData(nameof(Kinds)), Trait("Feature", "C27"), Trait("Feature", "C8")]
    public async Task A_card_opened_during_the_call_makes_the_caller_known_at_once(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var ewa = CallFloor.As(await floor.Office.AddUserAsync("Ewa", "Lis", "101"));
        await using var panel = await Panel.OpenAsync(floor);
        await floor.TellAsync(new Told().Inbound().Rings(1, "a", "101").Events);
        await panel.ShowsAsync(now => now.Calls is [{ Clients.Count: 0 }]);

        var (clients, card) = (await floor.Queries.CardFromCallAsync(ewa, (await floor.CallAsync()).Id, default))!.Value;
        Assert.Empty(clients);
        var client = await floor.Office.AddClientAsync("Anna", "Nowak", card.NumberE164);
        await floor.Commands.LinkClientAsync(ewa, card.CallId, client.Id, default);

        await panel.ShowsAsync(now => now.Calls is [{ Clients: [{ Name: "Anna Nowak" }] }]);
        Assert.Equal(client.Id, (await floor.CallAsync()).ClientId);
    }

    [SkippableTheory, MemberData(nameof(Kinds)), Trait("Feature", "C2"), Trait("Feature", "C11")]
    public async Task The_panel_follows_a_call_from_its_ring_to_the_missed_list_and_off_it(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var ewa = await floor.Office.AddUserAsync("Ewa", "Lis", "101");
        await using var panel = await Panel.OpenAsync(floor);
        var told = new Told().Inbound().Rings(1, "a", "101");
        await floor.TellAsync(told.Events);
        var now = await panel.ShowsAsync(now => now.Calls is [{ Status: CallStatus.Ringing, Parties.Count: 1 }]);
        Assert.Equal((EmployeeState.Ringing, ewa.Id), now.Departments.SelectMany(d => d.Employees).Select(e => (e.State, e.UserId)).Single());

        await floor.TellAsync(told.Ends(20, HangUp.NoAnswer).Events[^1]);
        await floor.TellAsync(new Told("again").Inbound(60).Rings(61, "b", "101").Ends(80, HangUp.NoAnswer).Events);
        now = await panel.ShowsAsync(now => now is { Calls.Count: 0, Missed: [{ Tries: 2 }] });
        Assert.Equal((Told.At(80), "Ewa Lis", EmployeeState.Free), (now.Missed[0].MissedAt, now.Missed[0].Rang, now.Departments[0].Employees[0].State));

        await floor.Commands.ClaimAsync(CallFloor.As(ewa), now.Missed[0].CallId, default);
        await panel.ShowsAsync(now => now.Missed is [{ ClaimedBy: "Ewa Lis" }]);
        await floor.TellAsync(new Told("back").Outbound(100, "c", "101").Answers(106, "c").Events);
        await panel.ShowsAsync(now => now is { Missed.Count: 0, Calls: [{ Status: CallStatus.Talking }] });
    }

    [Fact, Trait("Feature", "C9")]
    public async Task A_note_shows_its_text_and_who_wrote_last()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var ewa = CallFloor.As(await floor.Office.AddUserAsync("Ewa", "Lis"));
        await using var panel = await Panel.OpenAsync(floor);
        await floor.TellAsync(new Told().Inbound().Events);
        await floor.Commands.WriteNoteAsync(ewa, (await floor.CallAsync()).Id, "", "3 rooms", default);
        var now = await panel.ShowsAsync(now => now.Calls is [{ Note: "3 rooms" }]);
        Assert.Equal(("Ewa Lis", ewa.UserId, TestOffice.Monday), (now.Calls[0].NoteBy, now.Calls[0].NoteById, now.Calls[0].NoteAt));
    }

    [Fact, Trait("Feature", "C2")]
    public async Task A_row_that_has_not_changed_stays_the_same_object()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await using var panel = await Panel.OpenAsync(floor);
        await floor.TellAsync(new Told("one").Inbound().Events);
        var before = await panel.ShowsAsync(now => now.Calls.Count == 1);
        await floor.TellAsync(new Told("two").Inbound(5).Events);
        var after = await panel.ShowsAsync(now => now.Calls.Count == 2);
        Assert.Same(before.Calls[0], after.Calls[1]);
        Assert.Same(before.Departments, after.Departments);
    }

    [Fact, Trait("Feature", "C5")]
    public async Task After_a_crash_the_calls_that_were_going_on_stand_there_again()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await floor.TellAsync(new Told().Inbound().Rings(1, "a").Answers(5, "a").Events);
        await floor.CrashAsync();
        await using var panel = await Panel.OpenAsync(floor);
        await panel.ShowsAsync(now => now.Calls is [{ Status: CallStatus.Talking }]);
    }

    [Fact, Trait("Feature", "C2")]
    public async Task Lines_say_where_a_call_came_in_and_from_which_source()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await floor.ReadAsync(async db =>
        {
            db.Add(new Line { Name = "Portal line", Number = "22 123 45 67", E164 = "+48221234567", Source = new Source { Name = "Portal" } });
            return await db.SaveChangesAsync();
        });
        await using var panel = await Panel.OpenAsync(floor);
        await floor.TellAsync(new Told().Inbound().Events);
        var call = (await panel.ShowsAsync(now => now.Calls.Count == 1)).Calls[0];
        Assert.Equal(("Portal line", "Portal"), (call.Line, call.Source));
    }

    [Fact, Trait("Feature", "C4")]
    public async Task Whoever_may_not_watch_or_handle_is_refused()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await floor.TellAsync(new Told().Inbound().Rings(1, "a").Events);
        var id = (await floor.CallAsync()).Id;
        await Assert.ThrowsAsync<AccessRefused>(() => floor.Commands.EndByHandAsync(Actor.Nobody, id, default));
        await Assert.ThrowsAsync<AccessRefused>(() => floor.Commands.WriteNoteAsync(Actor.Nobody, id, "", "x", default));
        Assert.Null(await floor.Queries.OneAsync(Actor.Nobody, id, default));

        // An advisor sees the calls that rang them or are of their clients, and no others.
        var advisor = CallFloor.As(await floor.Office.AddUserAsync("Ewa", "Lis", "101"), Scope.Own);
        Assert.Null(await floor.Queries.OneAsync(advisor, id, default));
        await floor.TellAsync(new Told("theirs").Inbound().Rings(1, "b", "101").Answers(5, "b").Events);
        var card = await floor.Queries.OneAsync(advisor, (await floor.CallAsync("theirs")).Id, default);
        Assert.Equal("Ewa Lis", Assert.Single(card!.Legs).Name);
        Assert.Single(await floor.Queries.OfNumberAsync(advisor, "600 111 222", null, 10, default));
    }

    private static string? ClientStatusKeyOf(CallNow call) => call.Clients[0].StatusKey;

    private static async Task<int> MeetingAsync(CrmDbContext db, int clientId, int userId, DateTime at)
    {
        db.Add(new Activity { Type = ActivityType.Meeting, ClientId = clientId, AssignedToId = userId, StartsAt = at, EndsAt = at.AddHours(1), CreatedAt = at.AddDays(-1) });
        (await db.Set<Core.Clients.Client>().SingleAsync(c => c.Id == clientId)).NextActivityAt = at;
        return await db.SaveChangesAsync();
    }
}
