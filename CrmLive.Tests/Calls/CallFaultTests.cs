using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;

namespace CrmLive.Tests.Calls;

/// <summary>What an exchange leaves out, contradicts, or says too late.</summary>
public sealed class CallFaultTests
{
    [Fact]
    [Trait("Feature", "C2")]
    public void A_call_never_started_is_made_from_whatever_event_comes()
    {
        var call = new Told().Add(7, CallEventKind.Answered, e => e with { Leg = "a", Extension = "101", Caller = "600 111 222" }).Fold();
        Assert.Equal((CallStatus.Talking, CallDirection.Inbound, "600 111 222", Told.At(7)), (call.Status, call.Direction, call.Caller, call.StartedAt));
    }

    [Theory]
    [InlineData(CallEventKind.Held, CallStatus.OnHold)]
    [InlineData(CallEventKind.Resumed, CallStatus.Talking)]
    [InlineData(CallEventKind.TransferStarted, CallStatus.Transferring)]
    [Trait("Feature", "C4")]
    public void What_only_a_talk_can_do_proves_a_talk_whose_answer_got_lost(CallEventKind kind, CallStatus status)
    {
        var call = new Told().Inbound().Add(7, kind, e => e with { Leg = "a" }).Fold();
        Assert.Equal((status, Told.At(7)), (call.Status, call.AnsweredAt));
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("Unknown")]
    [InlineData(" restricted ")]
    [InlineData("")]
    [Trait("Feature", "C2")]
    public void A_hidden_caller_is_nobody(string caller) => Assert.Null(new Told().Inbound(caller: caller).Fold().Caller);

    [Fact]
    [Trait("Feature", "C2")]
    public void An_end_that_arrives_before_the_start_ends_the_call_all_the_same()
    {
        var told = new Told().Inbound().Rings(1, "a").Ends(20, HangUp.NoAnswer);
        var early = CallTracker.Fold([told.Events[2]]);
        Assert.False(early.Status.IsGoingOn());
        Assert.Equal(CallStatus.Missed, CallTracker.Fold(told.Events.Reverse()).Status);
    }

    [Fact]
    [Trait("Feature", "C2")]
    public void A_telephone_that_rings_after_the_end_rings_no_more()
    {
        var call = new Told().Inbound().Ends(20, HangUp.NoAnswer).Rings(25, "a", "101").Fold();
        Assert.Equal((CallStatus.Missed, 0), (call.Status, call.Legs.Length));
    }

    [Fact]
    [Trait("Feature", "C4")]
    public void A_silence_because_of_another_answer_proves_that_answer()
    {
        var call = new Told().Inbound(queue: "sales").Rings(1, "a", "101").Leaves(6, "a", HangUp.AnsweredElsewhere).Ends(60).Fold();
        Assert.Equal((CallStatus.Answered, Told.At(6)), (call.Status, call.AnsweredAt));
    }

    [Fact]
    [Trait("Feature", "C2")]
    public void Within_one_whole_second_what_rings_is_answered_and_what_ends_comes_last()
    {
        // Ids that sort the wrong way round, as of an exchange that hashes them.
        var told = new Told().Inbound().Rings(0, "a", "101").Answers(0, "a").Leaves(0, "a").Ends(0);
        var call = CallTracker.Fold(told.Events.Select((e, i) => e with { EventId = $"{9 - i}" }));
        Assert.Equal((CallStatus.Answered, LegStatus.Answered), (call.Status, Assert.Single(call.Legs).Status));
    }

    [Fact]
    [Trait("Feature", "C5")]
    public void A_time_out_is_taken_back_by_any_later_sign_of_life()
    {
        var told = new Told().Inbound().Rings(1, "a").TimesOut(600);
        Assert.Equal((CallStatus.Missed, CallEndedBy.Timeout), (told.Fold().Status, told.Fold().EndedBy));

        told.Answers(700, "a");
        Assert.Equal(CallStatus.Talking, told.Fold().Status);
        Assert.Null(told.Fold().EndedBy);
    }

    [Fact]
    [Trait("Feature", "C5")]
    public void An_end_the_exchange_tells_late_stands_above_the_time_out()
    {
        var call = new Told().Inbound().Rings(1, "a").Answers(5, "a").TimesOut(600).Ends(45).Fold();
        Assert.Equal((CallStatus.Answered, Told.At(45), CallEndedBy.Exchange), (call.Status, call.EndedAt, call.EndedBy));
    }

    [Fact]
    [Trait("Feature", "C5")]
    public void What_a_user_ended_never_rings_again_but_takes_the_times_the_exchange_tells_later()
    {
        var told = new Told().Inbound().Rings(1, "a").EndsByHand(100).Rings(110, "b").Answers(115, "b");
        Assert.Equal((CallStatus.Missed, CallEndedBy.Hand, Told.At(100)), (told.Fold().Status, told.Fold().EndedBy, told.Fold().EndedAt));

        told.Ends(200);
        Assert.Equal((CallStatus.Answered, CallEndedBy.Exchange, Told.At(200)), (told.Fold().Status, told.Fold().EndedBy, told.Fold().EndedAt));
    }

    [Fact]
    [Trait("Feature", "C2")]
    public void No_events_are_no_call() => Assert.Throws<ArgumentException>(() => CallTracker.Fold([]));
}
