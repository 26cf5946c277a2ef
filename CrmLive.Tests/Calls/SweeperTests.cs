using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C5")]
public sealed class SweeperTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    private sealed class Exchange(params string[] alive) : IAskableExchange
    {
        string IAskableExchange.Exchange => "test";
        public ValueTask<bool?> KnowsAsync(string callKey, CancellationToken ct) => new(alive.Contains(callKey));
    }

    private static CallSweeper Sweeper(CallFloor floor, params IAskableExchange[] exchanges) =>
        new(floor.Office.Crm, floor.Intake, exchanges, NullLogger<CallSweeper>.Instance);

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_call_without_news_is_ended_unless_its_exchange_still_knows_it(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        await floor.TellAsync(new Told("ghost").Inbound(caller: "+48600333444").Rings(1, "a").Events.Concat(new Told("alive").Inbound().Rings(1, "b").Answers(4, "b").Events));
        floor.Office.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await Sweeper(floor, new Exchange("alive")).SweepAsync(default));
        var ghost = await floor.CallAsync("ghost");
        Assert.Equal((CallStatus.Missed, CallEndedBy.Timeout, true), (ghost.Status, ghost.EndedBy, ghost.MissedOpen));
        Assert.Equal(CallStatus.Talking, (await floor.CallAsync("alive")).Status);
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_call_with_fresh_news_is_left_alone(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var now = (TestOffice.Monday - Told.Start).TotalSeconds;
        await floor.TellAsync(new Told().Inbound(now - 60).Events);
        Assert.Equal(0, await Sweeper(floor).SweepAsync(default));

        floor.Office.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, await Sweeper(floor).SweepAsync(default));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task After_a_crash_no_call_rings_for_ever_and_the_exchange_may_still_tell_the_true_end(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var told = new Told().Inbound().Rings(1, "a").Answers(5, "a");
        await floor.TellAsync(told.Events);
        await floor.CrashAsync();
        floor.Office.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await Sweeper(floor).SweepAsync(default));
        Assert.Equal((CallStatus.Answered, 0), ((await floor.CallAsync()).Status, (await floor.CallAsync()).TalkSeconds));
        await floor.TellAsync(told.Ends(65).Events);
        var total = await floor.ReadAsync(db => db.Set<DailyTotal>().SingleAsync(t => t.Count != 0));
        Assert.Equal((1, 60L), (total.Count, total.Seconds));
    }

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_user_may_end_an_entry_and_the_journal_names_them(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var anna = CallFloor.As(await floor.Office.AddUserAsync("Anna", "Nowak"));
        await floor.TellAsync(new Told().Inbound().Rings(1, "a").Events);
        var id = (await floor.CallAsync()).Id;

        Assert.True(await floor.Commands.EndByHandAsync(anna, id, default));
        Assert.False(await floor.Commands.EndByHandAsync(anna, id, default));
        var call = await floor.CallAsync();
        Assert.Equal((CallEndedBy.Hand, false), (call.EndedBy, call.MissedOpen));
        var entry = await floor.ReadAsync(db => db.Set<Core.Journal.JournalEntry>().OrderByDescending(e => e.Seq).FirstAsync(e => e.Subject == "call"));
        Assert.Equal(("call.missed", anna.UserId, "Anna Nowak"), (entry.Event, entry.UserId, entry.Who));
    }
}
