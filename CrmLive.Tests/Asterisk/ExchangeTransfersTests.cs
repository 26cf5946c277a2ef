using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Lab;
using static CrmLive.Tests.Asterisk.ExchangeCallsTests;

namespace CrmLive.Tests.Asterisk;

/// <summary>C3 and C4 on a real exchange: the operator's leg and the manager's, blind and after asking.</summary>
public sealed class ExchangeTransfersTests(ExchangeFixture exchange) : IClassFixture<ExchangeFixture>
{
    [SkippableFact, Trait("Feature", "C3"), Trait("Feature", "C4")]
    public async Task A_blind_transfer_that_is_answered_has_an_operator_and_a_manager()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550921";
        await AnsweredByOperatorAsync(lab, feed, caller, Phone.Answers);

        await lab.BlindTransferAsync("101", "102");
        await feed.CallWithAsync(caller, call => call.Status == CallStatus.Talking && call.Legs.Length == 2, "talking to 102");
        await lab.HangUpAsync(caller);

        var call = await feed.CallWithAsync(caller, CallStatus.TransferredAnswered);
        Assert.Equal([("101", LegStatus.Answered, LegRole.Operator), ("102", LegStatus.Answered, LegRole.Manager)], Legs(call));
        Assert.True(call.TransferredAt > call.AnsweredAt && call.TransferredAt < call.EndedAt);
    }

    [SkippableFact, Trait("Feature", "C3"), Trait("Feature", "C4")]
    public async Task A_blind_transfer_nobody_answers_is_told_apart()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550922";
        await AnsweredByOperatorAsync(lab, feed, caller, Phone.Rings);

        await lab.BlindTransferAsync("101", "102");
        await feed.WasAsync(caller, CallStatus.Transferring);

        var call = await feed.CallWithAsync(caller, CallStatus.TransferredNotAnswered);
        Assert.Equal([("101", LegStatus.Answered, LegRole.Operator), ("102", LegStatus.Missed, LegRole.Manager)], Legs(call));
    }

    [SkippableFact, Trait("Feature", "C3")]
    public async Task An_operator_who_asks_first_holds_the_caller_and_hands_over_by_putting_the_receiver_down()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550923";
        await AnsweredByOperatorAsync(lab, feed, caller, Phone.Answers);

        await lab.AskBeforeTransferAsync("101", "102");
        await feed.CallWithAsync(caller, call => call.Status == CallStatus.OnHold && call.Legs.Length == 2, "on hold while 102 is asked");
        await Eventually.True(async () => (await lab.Exchange.ConsoleAsync("core show channels concise")).Split('\n').Any(line => line.StartsWith("PJSIP/102", StringComparison.Ordinal) && line.Contains("!Up!", StringComparison.Ordinal)),
            "102 has answered the operator");
        Assert.Null(feed.CallWith(caller)!.Legs.Single(leg => leg.Extension == "102").AnsweredAt);
        await lab.HangUpAsync("101");
        await feed.CallWithAsync(caller, call => call.Status == CallStatus.Talking && call.TransferredAt is not null, "talking to 102");
        await lab.HangUpAsync(caller);

        var call = await feed.CallWithAsync(caller, CallStatus.TransferredAnswered);
        Assert.Equal([("101", LegStatus.Answered, LegRole.Operator), ("102", LegStatus.Answered, LegRole.Manager)], Legs(call));
    }

    [SkippableFact, Trait("Feature", "C3"), Trait("Feature", "C4")]
    public async Task An_operator_who_does_not_wait_for_the_colleague_has_transferred_and_nobody_answered()
    {
        var (lab, feed) = await exchange.StartedAsync();
        const string caller = "+48225550924";
        await AnsweredByOperatorAsync(lab, feed, caller, Phone.Rings);

        await lab.AskBeforeTransferAsync("101", "102");
        await feed.CallWithAsync(caller, call => call.Legs.Length == 2, "being asked about at 102");
        await lab.HangUpAsync("101");

        var call = await feed.CallWithAsync(caller, CallStatus.TransferredNotAnswered);
        Assert.Equal([("101", LegStatus.Answered, LegRole.Operator), ("102", LegStatus.Missed, LegRole.Manager)], Legs(call));
    }

    private static async Task AnsweredByOperatorAsync(AsteriskLab lab, Feed feed, string caller, Phone manager)
    {
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.PhoneAsync("102", manager);
        await lab.CallInAsync("225550101", caller);
        await feed.CallWithAsync(caller, CallStatus.Talking);
    }
}
