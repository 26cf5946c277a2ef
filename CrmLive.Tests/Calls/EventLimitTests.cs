using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C1")]
public sealed class EventLimitTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_call_takes_five_thousand_events_and_then_only_its_end(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var start = new Told().Inbound().Events[0];
        CallEvent[] mad = [start, .. Enumerable.Range(1, 5_009).Select(i => start with { EventId = $"again-{i}", Kind = CallEventKind.Held, At = start.At.AddMilliseconds(i) })];

        // All at once, by a writer that has not seen the call yet.
        var answer = await floor.TellAsync(mad);
        Assert.Equal((5_000, 0, 10), (answer.Taken, answer.Known, answer.Refused.Length));
        Assert.Equal(new RefusedEvent(5_000, "again-5000", "The call has 5000 events, and takes none but its end."), answer.Refused[0]);
        Assert.Equal(5_000, await CountAsync(floor));

        // One by one, by a writer that has it in its hand and by one that has not.
        Assert.Single((await floor.TellAsync(mad[5_005])).Refused);
        await floor.CrashAsync();
        Assert.Single((await floor.TellAsync(mad[5_005])).Refused);
        Assert.Equal((0, 1, 0), Numbers(await floor.TellAsync(mad[17])));
        Assert.Equal(5_000, await CountAsync(floor));

        // Its neighbour in the batch is not the worse for it.
        var other = new Told("other").Inbound().Events[0];
        Assert.Equal((1, 0, 1), Numbers(await floor.TellAsync(mad[5_006], other)));

        var end = start with { EventId = "end", Kind = CallEventKind.Ended, At = start.At.AddMinutes(1) };
        Assert.Equal((1, 0, 0), Numbers(await floor.TellAsync(end)));
        Assert.NotNull((await floor.CallAsync()).EndedAt);
    }

    private static (int Taken, int Known, int Refused) Numbers(IntakeAnswer answer) => (answer.Taken, answer.Known, answer.Refused.Length);

    private static Task<int> CountAsync(CallFloor floor) => floor.ReadAsync(db => db.Set<StoredCallEvent>().CountAsync(e => e.CallKey == "call-1"));
}
