using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C3")]
public sealed class CallLegTests
{
    [Fact]
    public void After_a_transfer_there_is_an_operators_and_a_managers_leg_each_with_its_own_recording()
    {
        var call = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Records(5, "a", "one.wav")
            .Transfers(9, "a", "102").Leaves(9, "a").Rings(10, "b", "102").Answers(12, "b").Records(12, "b", "two.wav").Leaves(90, "b").Ends(90).Fold();

        Assert.Equal([(LegRole.Operator, "101", LegStatus.Answered, "one.wav"), (LegRole.Manager, "102", LegStatus.Answered, "two.wav")], Short(call));
        Assert.Equal(Told.At(9), call.TransferredAt);
        Assert.Equal(Told.At(5), call.AnsweredAt);
    }

    [Fact]
    public void Without_a_transfer_the_one_talk_has_the_calls_answer_time_and_recording()
    {
        var call = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Records(5, null, "one.wav").Ends(90).Fold();

        var leg = Assert.Single(call.Legs);
        Assert.Equal((call.AnsweredAt, "one.wav", LegRole.Operator), (leg.AnsweredAt, leg.Recording, leg.Role));
        Assert.Null(call.TransferredAt);
    }

    [Fact]
    public void A_recording_made_on_the_callers_side_belongs_to_the_whole_talk()
    {
        var call = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Records(5, "trunk-7", "one.wav").Ends(90).Fold();
        Assert.Equal("one.wav", Assert.Single(call.Legs).Recording);
    }

    [Fact]
    public void When_a_queue_rings_many_the_first_to_answer_silences_the_others()
    {
        var call = new Told().Inbound(queue: "sales").Rings(1, "a", "101").Rings(1, "b", "102").Rings(1, "c", "103")
            .Leaves(2, "c", HangUp.Declined).Answers(5, "b").Leaves(5.2, "a", HangUp.Normal).Fold();

        Assert.Equal([LegStatus.AnsweredElsewhere, LegStatus.Talking, LegStatus.Declined], call.Legs.Select(leg => leg.Status));
    }

    [Fact]
    public void A_telephone_silenced_without_a_word_stops_ringing_when_another_is_answered()
    {
        var call = new Told().Inbound(queue: "sales").Rings(1, "a", "101").Rings(1, "b", "102").Answers(5, "b").Fold();
        Assert.Equal((LegStatus.AnsweredElsewhere, Told.At(5)), (call.Legs[0].Status, call.Legs[0].EndedAt));
    }

    [Fact]
    public void A_queue_that_tries_the_same_telephone_again_makes_a_second_part()
    {
        var call = new Told().Inbound(queue: "sales").Add(1, CallEventKind.Ringing, e => e with { Extension = "101" })
            .Add(15, CallEventKind.LegEnded, e => e with { Extension = "101", Cause = HangUp.NoAnswer })
            .Add(20, CallEventKind.Ringing, e => e with { Extension = "101" })
            .Add(24, CallEventKind.Answered, e => e with { Extension = "101" }).Fold();

        Assert.Equal([("101", LegStatus.Missed), ("101~2", LegStatus.Talking)], call.Legs.Select(leg => (leg.Leg, leg.Status)));
    }

    [Fact]
    public void In_an_attended_transfer_the_manager_had_answered_before_it()
    {
        var call = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Holds(9, "a").Rings(10, "b", "102").Answers(14, "b")
            .Transfers(20, "a", "102").Leaves(20, "a").Leaves(60, "b").Ends(60).Fold();

        Assert.Equal(CallStatus.TransferredAnswered, call.Status);
        Assert.Equal([LegRole.Operator, LegRole.Manager], call.Legs.Select(leg => leg.Role));
    }

    [Fact]
    public void An_operator_who_gets_the_call_back_stays_the_operator()
    {
        var call = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Leaves(9, "a")
            .Rings(10, "b", "102").Leaves(40, "b", HangUp.NoAnswer).Rings(41, "c", "101").Answers(44, "c").Fold();

        Assert.Equal([LegRole.Operator, LegRole.Manager, LegRole.Operator], call.Legs.Select(leg => leg.Role));
        Assert.Equal(CallStatus.Talking, call.Status);
    }

    [Fact]
    public void A_giver_whose_hang_up_got_lost_is_out_when_the_manager_answers()
    {
        var call = new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Rings(10, "b", "102").Answers(12, "b").Fold();
        Assert.Equal((LegStatus.Answered, Told.At(12)), (call.Legs[0].Status, call.Legs[0].EndedAt));
    }

    private static IEnumerable<(LegRole, string?, LegStatus, string?)> Short(CallState call) =>
        call.Legs.Select(leg => (leg.Role, leg.Extension, leg.Status, leg.Recording));
}
