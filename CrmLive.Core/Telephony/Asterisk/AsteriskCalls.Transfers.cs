namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>Calls handed on, and two calls that become one by it.</summary>
internal sealed partial class AsteriskCalls
{
    private void BlindTransfer(AmiMessage message, DateTime at)
    {
        if (Find(message["TransfererUniqueid"]) is { Part: ChannelPart.Leg } giver) Transfer(giver, message["Extension"], message, at);
    }

    private void AttendedTransfer(AmiMessage message, DateTime at)
    {
        if (Find(message["OrigTransfererUniqueid"]) is not { Part: ChannelPart.Leg } giver) return;
        // Through a Local channel the exchange names no telephone; then it is the one rung last that is neither's own.
        var asked = Find(message["TransferTargetUniqueid"])?.Extension
            ?? giver.Call.Legs.LastOrDefault(leg => leg != giver && leg.Extension != giver.Extension)?.Extension
            ?? Shown(message["TransferTargetCallerIDNum"]);
        Transfer(giver, asked ?? "", message, at);
    }

    private void Transfer(AsteriskChannel giver, string extension, AmiMessage message, DateTime at) =>
        Say(giver.Call, CallEventKind.TransferStarted, $"{giver.Id}/transfer/{Moment(message, at)}", at, e => e with { Leg = giver.Id, Extension = extension });

    /// <summary>The telephone that was asked in a call of its own comes into the call that is handed over.</summary>
    private void Move(AsteriskChannel channel, string key, DateTime at)
    {
        var old = channel.Call;
        old.Channels.Remove(channel);
        if (channel.Part == ChannelPart.Leg) SayOfLeg(channel, CallEventKind.LegEnded, "ended", at, e => e with { Cause = HangUp.Normal });
        old.PartyCause ??= HangUp.Normal;
        if (old.Channels.Count == 0) EndCall(old, "ended", at);

        channel.Call = CallOf(key);
        channel.Call.Channels.Add(channel);
        channel.HasAnswered = false;
        if (channel.IsLocal) return;
        channel.Part = ChannelPart.None;
        Ring(channel, at);
        Answer(channel.Call, at);
    }
}
