using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;

namespace CrmLive.Tests.Asterisk;

/// <summary>What the lab's telephones cannot do: messages as a real exchange sends them for it, put to the mapping by hand.</summary>
[Trait("Feature", "C1")]
public sealed class AsteriskCallsTests
{
    private readonly AsteriskCalls _calls = new(Feed.Options(0));
    private readonly List<CallEvent> _said = [];
    private decimal _clock = 1_800_000_000m;

    [Fact, Trait("Feature", "C3")]
    public void A_colleague_asked_in_a_call_of_its_own_becomes_the_manager_of_the_call_handed_over()
    {
        Channel("1.0", "PJSIP/trunk-00", "1.0", "from-trunk", "225550101", "+48225550951");
        Channel("1.1", "PJSIP/101-01", "1.0", "office", "s");
        Say("DialBegin", ("Uniqueid", "1.0"), ("DestUniqueid", "1.1"));
        Bridge("a", ("1.0", "1.0"), ("1.1", "1.0"));
        Channel("2.0", "PJSIP/101-02", "2.0", "office", "102");
        Channel("2.1", "PJSIP/102-03", "2.0", "office", "s");
        Say("DialBegin", ("Uniqueid", "2.0"), ("DestUniqueid", "2.1"));
        Bridge("b", ("2.0", "2.0"), ("2.1", "2.0"));

        Leave(("2.1", "2.0"), ("1.1", "1.0"));
        Bridge("a", ("2.1", "1.0"));
        Say("AttendedTransfer", ("Result", "Success"), ("OrigTransfererUniqueid", "1.1"), ("TransferTargetUniqueid", "2.1"));
        HangUp(("1.1", "1.0"), ("2.0", "2.0"));

        var call = Call("1.0");
        Assert.Equal(CallStatus.Talking, call.Status);
        Assert.Equal([("101", LegRole.Operator, LegStatus.Answered), ("102", LegRole.Manager, LegStatus.Talking)], call.Legs.Select(leg => (leg.Extension!, leg.Role, leg.Status)));
        Assert.Equal((CallDirection.Internal, CallStatus.Answered), (Call("2.0").Direction, Call("2.0").Status));

        HangUp(("1.0", "1.0"), ("2.1", "1.0"));
        Assert.Equal(CallStatus.TransferredAnswered, Call("1.0").Status);
    }

    [Theory, Trait("Feature", "C4")]
    [InlineData("6.0", "6.1")]
    [InlineData("6.1", "6.0")]
    public void Why_an_outbound_call_came_to_nothing_does_not_hang_on_which_side_is_cleared_first(string first, string second)
    {
        Channel("6.0", "PJSIP/101-08", "6.0", "office", "0225550954");
        Channel("6.1", "PJSIP/trunk-09", "6.0", "from-trunk", "s");
        Say("DialBegin", ("Uniqueid", "6.0"), ("DestUniqueid", "6.1"));
        foreach (var id in (string[])[first, second])
            Say("Hangup", ("Uniqueid", id), ("Linkedid", "6.0"), ("Cause", id == "6.1" ? "21" : "34"));

        Assert.Equal(CallStatus.Declined, Call("6.0").Status);
    }

    [Fact, Trait("Feature", "C28")]
    public void Ring_me_then_dial_through_a_local_channel_is_an_outbound_call_of_who_was_rung()
    {
        Channel("3.0", "Local/101@office-01;1", "3.0", "office", "101");
        Channel("3.1", "Local/101@office-01;2", "3.0", "office", "101");
        Channel("3.2", "PJSIP/101-04", "3.0", "office", "s");
        Say("DialBegin", ("Uniqueid", "3.1"), ("DestUniqueid", "3.2"), ("Context", "office"), ("Exten", "101"));
        Bridge("a", ("3.2", "3.0"), ("3.1", "3.0"));
        Assert.Empty(_said);

        Channel("3.3", "PJSIP/trunk-05", "3.0", "from-trunk", "s");
        Say("DialBegin", ("Uniqueid", "3.0"), ("DestUniqueid", "3.3"), ("Context", "office"), ("Exten", "0225550952"));
        Bridge("b", ("3.3", "3.0"), ("3.0", "3.0"));

        var call = Call("3.0");
        Assert.Equal((CallDirection.Outbound, "225550952", CallStatus.Talking, "101"), (call.Direction, call.Caller, call.Status, call.Legs.Single().Extension));
    }

    [Fact]
    public void What_is_told_twice_is_the_same_event()
    {
        Channel("4.0", "PJSIP/trunk-06", "4.0", "from-trunk", "225550101", "anonymous");
        var other = new AsteriskCalls(Feed.Options(0)).Resynchronise([Message(("Channel", "PJSIP/trunk-06"), ("Uniqueid", "4.0"), ("Linkedid", "4.0"), ("Context", "from-trunk"), ("Exten", "225550101"), ("Duration", "00:01:00"))], [], DateTime.UnixEpoch);

        Assert.Equal(_said.Single().EventId, other.Single().EventId);
    }

    [Theory, Trait("Feature", "C16")]
    [InlineData("/var/spool/asterisk/monitor/2027/01/call.wav", "2027/01/call.wav")]
    [InlineData("/somewhere/else/call.wav", "call.wav")]
    [InlineData("/var/spool/asterisk/monitor/../../passwd", null)]
    public void A_recording_is_named_below_its_folder_and_never_out_of_it(string file, string? recording)
    {
        Channel("5.0", "PJSIP/trunk-07", "5.0", "from-trunk", "225550101", "+48225550953");
        Say("VarSet", ("Uniqueid", "5.0"), ("Linkedid", "5.0"), ("Variable", "MIXMONITOR_FILENAME"), ("Value", file));

        Assert.Equal(recording, _said.SingleOrDefault(said => said.Kind == CallEventKind.Recorded)?.Recording);
    }

    private CallState Call(string key) => CallTracker.Fold(_said.Where(said => said.CallKey == key));

    private void Channel(string id, string name, string call, string context, string exten, string caller = "<unknown>") =>
        Say("Newchannel", ("Uniqueid", id), ("Channel", name), ("Linkedid", call), ("Context", context), ("Exten", exten), ("CallerIDNum", caller), ("CallerIDName", "<unknown>"));

    private void Bridge(string bridge, params (string Id, string Call)[] channels) =>
        Array.ForEach(channels, channel => Say("BridgeEnter", ("BridgeUniqueid", bridge), ("Uniqueid", channel.Id), ("Linkedid", channel.Call)));

    private void Leave(params (string Id, string Call)[] channels) =>
        Array.ForEach(channels, channel => Say("BridgeLeave", ("Uniqueid", channel.Id), ("Linkedid", channel.Call)));

    private void HangUp(params (string Id, string Call)[] channels) =>
        Array.ForEach(channels, channel => Say("Hangup", ("Uniqueid", channel.Id), ("Linkedid", channel.Call), ("Cause", "16")));

    private void Say(string name, params (string Name, string Value)[] fields) =>
        _said.AddRange(_calls.Apply(Message([("Event", name), ("Timestamp", $"{_clock += 0.25m}"), .. fields]), DateTime.UnixEpoch));

    private static AmiMessage Message(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));
}
