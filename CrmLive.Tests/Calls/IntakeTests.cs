using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C1")]
[Trait("Feature", "C2")]
public sealed class IntakeTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task What_is_acknowledged_is_in_the_database_with_its_call_legs_journal_and_totals(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var ewa = await floor.Office.AddUserAsync("Ewa", "Lis", "101");
        var told = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Leaves(65, "a").Ends(65);

        Assert.Equal((5, 0, 0), Short(await floor.TellAsync(told.Events)));

        var call = await floor.CallAsync();
        Assert.Equal((CallStatus.Answered, "+48600111222", 60, (int?)ewa.Id), (call.Status, call.CallerE164, call.TalkSeconds, call.UserId));
        var leg = Assert.Single(call.Legs);
        Assert.Equal(((int?)ewa.Id, LegStatus.Answered, LegRole.Operator), (leg.UserId, leg.Status, leg.Role));
        var entry = await floor.ReadAsync(db => db.Set<JournalEntry>().SingleAsync(e => e.Subject == "call"));
        Assert.Equal(("call.answered", "PBX", (int?)60), (entry.Event, entry.Who, entry.DurationSeconds));
        var total = await floor.ReadAsync(db => db.Set<DailyTotal>().SingleAsync());
        Assert.Equal((Measure.CallsIn, ewa.Id, 1, 60L, DateOnly.FromDateTime(Told.Start)), (total.Measure, total.UserId, total.Count, total.Seconds, total.Day));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task An_event_sent_again_is_known_and_changes_nothing(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var told = new Told().Inbound().Rings(1, "a").Ends(20, HangUp.NoAnswer);
        await floor.TellAsync(told.Events);
        var before = await floor.CallAsync();

        Assert.Equal((0, 3, 0), Short(await floor.TellAsync(told.Events)));
        Assert.Equal((1, 2, 0), Short(await floor.TellAsync(told.Add(21, CallEventKind.Recorded).Events[3], told.Events[3], told.Events[0])));
        Assert.Equal((before.Status, before.EndedAt), ((await floor.CallAsync()).Status, (await floor.CallAsync()).EndedAt));
        Assert.Equal(1, await floor.ReadAsync(db => db.Set<DailyTotal>().SumAsync(t => t.Count)));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_bad_event_is_named_and_its_neighbours_are_taken(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var good = new Told().Inbound().Rings(1, "a").Events;
        var answer = await floor.TellAsync(good[0], good[0] with { EventId = "bad", Caller = "a\0b" }, good[1], good[0] with { EventId = " " });

        Assert.Equal(2, answer.Taken);
        Assert.Equal([(1, "bad"), (3, " ")], answer.Refused.Select(refused => (refused.Index, refused.EventId)));
        Assert.Equal(CallStatus.Ringing, (await floor.CallAsync()).Status);
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task An_event_the_database_chokes_on_is_found_among_the_good_ones(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        // A row made unreadable by hand: its call can no longer be folded, and only its own event may suffer for it.
        await floor.TellAsync(new Told("spoilt").Inbound().Events);
        await floor.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""UPDATE "CallEvents" SET "Body" = 'not json'"""));
        await floor.CrashAsync();

        var events = Enumerable.Range(0, 9).Select(i => new Told($"good-{i}").Inbound().Events[0]).ToList();
        events.Insert(4, new Told("spoilt").Inbound().Rings(1, "a").Events[1]);
        var answer = await floor.TellAsync(events);

        Assert.Equal((9, 4), (answer.Taken, Assert.Single(answer.Refused).Index));
        Assert.Equal(10, await floor.ReadAsync(db => db.Set<Call>().CountAsync()));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_bell_rings_with_the_calls_id_when_its_events_are_durable(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        using var watch = floor.Office.Bus.Subscribe(LiveTopic.Calls);
        await floor.TellAsync(new Told().Inbound().Events);
        Assert.Equal((await floor.CallAsync()).Id, (await watch.ReadBatchAsync(default))[0].Id);
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task Events_that_trickle_in_backwards_end_in_the_same_call_as_told_at_once(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var told = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Leaves(9, "a").Rings(10, "b", "102").Answers(12, "b").Leaves(90, "b").Ends(90);
        foreach (var e in told.Events.Reverse()) await floor.TellAsync(e);

        var (call, state) = (await floor.CallAsync(), told.Fold());
        Assert.Equal((state.Status, state.StartedAt, state.AnsweredAt, state.TransferredAt, state.EndedAt), (call.Status, call.StartedAt, call.AnsweredAt, call.TransferredAt, call.EndedAt));
        Assert.Equal(state.Legs.Select(leg => (leg.Leg, leg.Role, leg.Status)).Order(), call.Legs.Select(leg => (leg.LegKey, leg.Role, leg.Status)).Order());
        Assert.Equal(1, await floor.ReadAsync(db => db.Set<DailyTotal>().SumAsync(t => t.Count)));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task After_a_crash_everything_acknowledged_is_there_and_calls_go_on_from_where_they_were(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var told = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a");
        await floor.TellAsync(told.Events);
        await floor.CrashAsync();

        Assert.Equal(CallStatus.Talking, (await floor.CallAsync()).Status);
        await floor.TellAsync(told.Ends(65).Events);
        Assert.Equal((CallStatus.Answered, 60), ((await floor.CallAsync()).Status, (await floor.CallAsync()).TalkSeconds));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task Senders_at_the_same_time_all_get_their_answers(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var senders = Enumerable.Range(0, 200).Select(i => floor.TellAsync(new Told($"call-{i % 20}-{i}").Inbound().Rings(1, "a").Events));
        Assert.All(await Task.WhenAll(senders), answer => Assert.Equal((2, 0, 0), Short(answer)));
        Assert.Equal(200, await floor.ReadAsync(db => db.Set<Call>().CountAsync()));
    }

    [Fact]
    public async Task What_the_database_cannot_write_is_not_acknowledged_not_half_written_and_taken_when_sent_again()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await floor.TellAsync(new Told("before").Inbound().Events);
        await floor.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "CallLegs" RENAME TO "CallLegsAway" """));

        await Assert.ThrowsAsync<IntakeFailed>(() => floor.TellAsync(new Told("during").Inbound().Rings(1, "a").Events));
        Assert.Equal(1, await floor.ReadAsync(db => db.Set<StoredCallEvent>().CountAsync()));

        await floor.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "CallLegsAway" RENAME TO "CallLegs" """));
        Assert.Equal(2, (await floor.TellAsync(new Told("during").Inbound().Rings(1, "a").Events)).Taken);
        Assert.Equal(CallStatus.Ringing, (await floor.CallAsync("during")).Status);
    }

    private static (int, int, int) Short(IntakeAnswer answer) => (answer.Taken, answer.Known, answer.Refused.Length);
}
