using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Asterisk;

/// <summary>C1 and C5 when a real exchange, or the wire to it, is gone for a while.</summary>
[Trait("Feature", "C1"), Trait("Feature", "C5")]
public sealed class ExchangeGapsTests
{
    [SkippableFact]
    public async Task After_a_gap_calls_that_began_are_seen_and_calls_that_ended_are_over()
    {
        Needs.Asterisk();
        const string before = "+48225550941", through = "+48225550942", after = "+48225550943";
        await using var lab = await AsteriskLab.StartAsync();
        await using var wire = new Wire(lab.Exchange.AmiPort);
        await using var feed = new Feed(Feed.Options(wire.Port));
        await feed.ConnectedAsync();
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.CallInAsync("225550101", before);
        await lab.CallInAsync("225550106", through);
        await feed.CallWithAsync(before, CallStatus.Talking);
        await feed.CallWithAsync(through, CallStatus.Talking);

        wire.Cut();
        await Eventually.True(() => feed.Adapter.State.Connection == AsteriskConnection.Connecting, "the cut is noticed");
        await lab.HangUpAsync(before);
        await lab.CallInAsync("225550104", after);
        await Eventually.True(async () => (await lab.Exchange.ConsoleAsync("core show channels concise")).Split('\n').Count(line => line.Contains("!Up!", StringComparison.Ordinal)) == 4, "two calls talk");
        wire.Mend();

        var call = await feed.CallWithAsync(before, CallStatus.Answered);
        Assert.Equal(CallEndedBy.Exchange, call.EndedBy);
        call = await feed.CallWithAsync(after, CallStatus.Talking);
        Assert.Equal((CallDirection.Inbound, "225550104", "101"), (call.Direction, call.Line, call.Legs.Single().Extension));
        Assert.Equal(CallStatus.Talking, feed.CallWith(through)!.Status);

        await lab.QuietAsync();
        await feed.CallWithAsync(through, CallStatus.Answered);
        await feed.CallWithAsync(after, CallStatus.Answered);
    }

    [SkippableFact]
    public async Task A_restart_of_the_exchange_during_calls_ends_them_and_the_next_call_is_seen()
    {
        Needs.Asterisk();
        const string talking = "+48225550944", ringing = "+48225550945", next = "+48225550946";
        await using var lab = await AsteriskLab.StartAsync();
        await using var feed = new Feed(Feed.Options(lab.Exchange.AmiPort));
        await feed.ConnectedAsync();
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.PhoneAsync("102", Phone.Rings);
        await lab.PhoneAsync("103", Phone.Rings);
        await lab.CallInAsync("225550101", talking);
        await lab.CallInAsync("225550102", ringing);
        await feed.CallWithAsync(talking, CallStatus.Talking);
        await feed.CallWithAsync(ringing, call => call.Legs.Length == 2, "ringing at two telephones");

        var second = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await lab.Exchange.KillAsync();
        // Asterisk's ids are the second and a count from its start. Ours is back within the same second, and would give the old ids again.
        await Eventually.True(() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() > second, "the next second");
        await lab.Exchange.StartAgainAsync();

        await feed.CallWithAsync(talking, CallStatus.Answered);
        await feed.CallWithAsync(ringing, CallStatus.Missed);
        await lab.CallInAsync("225550101", next);
        await feed.CallWithAsync(next, CallStatus.Talking);
        Assert.NotNull(feed.Adapter.State.Error);
    }
}
