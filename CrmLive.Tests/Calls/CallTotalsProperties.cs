using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

/// <summary>Laws over the database, for random calls told shuffled, doubled and in pieces, with people and crashes in between.</summary>
[Trait("Feature", "C2")]
public sealed class CallTotalsProperties
{
    private static readonly string[] Callers = ["600 111 222", "+48600333444", "anonymous", "0048 600 111 222"];

    public static TheoryData<DatabaseKind, int> Runs
    {
        get
        {
            var runs = new TheoryData<DatabaseKind, int>();
            foreach (var kind in (DatabaseKind[])[DatabaseKind.Sqlite, DatabaseKind.Postgres])
            {
                for (var seed = 1; seed <= 4; seed++) runs.Add(kind, seed);
            }
            return runs;
        }
    }

    [SkippableTheory, MemberData(nameof(Runs)), Trait("Feature", "C4"), Trait("Feature", "C11")]
    public async Task Rows_totals_and_open_calls_are_what_a_recount_of_the_events_gives(DatabaseKind kind, int seed)
    {
        var random = new Random(seed);
        await using var floor = await CallFloor.OpenAsync(kind);
        for (var i = 0; i < 3; i++) await floor.Office.AddUserAsync("Ewa", $"Lis {i}", $"{201 + i}");
        var events = Enumerable.Range(0, 25).SelectMany(i => Invented(random, i)).ToArray();
        var sent = events.Concat(events.Where(_ => random.Next(4) == 0)).ToArray();
        random.Shuffle(sent);
        foreach (var piece in Pieces(random, sent))
        {
            await floor.TellAsync(piece);
            if (random.Next(12) == 0) await floor.CrashAsync();
        }

        var calls = await floor.ReadAsync(db => db.Set<Call>().AsNoTracking().Include(c => c.Legs).ToListAsync());
        foreach (var told in events.GroupBy(e => e.CallKey)) SameAsFold(CallTracker.Fold(told), calls.Single(c => c.CallKey == told.Key));
        Assert.Equal(Recount(calls, floor), await TotalsAsync(floor));
        Assert.All(calls, call => Assert.Equal(IsOpenByRecount(call, calls), call.MissedOpen));
    }

    private static IEnumerable<CallEvent> Invented(Random random, int number)
    {
        var (shift, caller, outbound) = (random.Next(4) * 3000, Callers[random.Next(Callers.Length)], random.Next(4) == 0);
        var told = outbound
            ? Answered(random, new Told("out").Outbound(0, "o", $"{201 + random.Next(3)}").Rings(2, "o"))
            : new Story(random.Next()).Told.Events;
        return told.Select(e => e with
        {
            CallKey = $"call-{number}",
            EventId = $"{number}-{e.EventId}",
            At = e.At.AddSeconds(shift),
            Caller = e.Kind == CallEventKind.Started ? caller : null,
        });
    }

    private static IReadOnlyList<CallEvent> Answered(Random random, Told told) =>
        (random.Next(2) == 0 ? told.Answers(6, "o").Ends(40) : told.Ends(30, HangUp.NoAnswer)).Events;

    private static IEnumerable<CallEvent[]> Pieces(Random random, CallEvent[] events)
    {
        for (var at = 0; at < events.Length;)
        {
            var take = Math.Min(random.Next(1, 12), events.Length - at);
            yield return events[at..(at + take)];
            at += take;
        }
    }

    private static void SameAsFold(CallState state, Call call)
    {
        Assert.Equal(
            (state.Status, state.StartedAt, state.AnsweredAt, state.TransferredAt, state.EndedAt, state.EndedBy, state.Direction),
            (call.Status, call.StartedAt, call.AnsweredAt, call.TransferredAt, call.EndedAt, call.EndedBy, call.Direction));
        Assert.Equal(
            state.Legs.Select(leg => (leg.Leg, leg.Role, leg.Status, leg.RangAt, leg.AnsweredAt, leg.EndedAt)).Order(),
            call.Legs.Select(leg => (leg.LegKey, leg.Role, leg.Status, leg.RangAt, leg.AnsweredAt, leg.EndedAt)).Order());
    }

    // Written out again on purpose, the long way round: every talk with the number is looked at.
    private static bool IsOpenByRecount(Call call, List<Call> all) =>
        call.Direction == CallDirection.Inbound && !call.Status.IsGoingOn()
        && call.Status is not (CallStatus.Answered or CallStatus.TransferredAnswered or CallStatus.TransferredNotAnswered)
        && !(call.CallerE164 is { } number && all.Any(other => other.CallerE164 == number && other.AnsweredAt >= call.StartedAt));

    private static List<(DateOnly, int, Measure, int, long)> Recount(List<Call> calls, CallFloor floor) =>
    [
        .. calls.SelectMany(call => call.Contributions(floor.Office.Office.Time))
            .GroupBy(c => (c.Day, User: c.UserId ?? 0, c.Measure))
            .Select(g => (g.Key.Day, g.Key.User, g.Key.Measure, g.Count(), g.Sum(c => c.Seconds))).Order(),
    ];

    private static async Task<List<(DateOnly, int, Measure, int, long)>> TotalsAsync(CallFloor floor)
    {
        await using var db = floor.Office.Crm.Open(Actor.System);
        var totals = await db.Set<DailyTotal>().AsNoTracking().Where(t => t.Count != 0 || t.Seconds != 0).ToListAsync();
        return [.. totals.Select(t => (t.Day, t.UserId, t.Measure, t.Count, t.Seconds)).Order()];
    }
}
