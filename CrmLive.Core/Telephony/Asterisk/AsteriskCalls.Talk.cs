namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>Calls beginning, ringing, talking and ending.</summary>
internal sealed partial class AsteriskCalls
{
    private void Begin(AmiMessage message, DateTime at)
    {
        if (Find(message["Uniqueid"]) is not null) return;
        var channel = Open(message);
        if (channel.Id != channel.Call.Key) return;
        // A Local channel at the beginning stands for somebody: for whom, its first dialling tells.
        if (channel.IsLocal) channel.Call.First = channel;
        else First(channel, message["Context"], message["Exten"], message, at);
    }

    private AsteriskChannel Open(AmiMessage message)
    {
        var key = message["Linkedid"] is { Length: > 0 } linked ? linked : message["Uniqueid"];
        var channel = new AsteriskChannel(message["Uniqueid"], message["Channel"], Origin.Extensions) { Call = CallOf(key) };
        channel.Call.Channels.Add(channel);
        return _channels[channel.Id] = channel;
    }

    private AsteriskCall CallOf(string key)
    {
        if (!_calls.TryGetValue(key, out var call)) _calls[key] = call = new AsteriskCall(key);
        return call;
    }

    private void First(AsteriskChannel channel, string context, string dialled, AmiMessage message, DateTime at)
    {
        var call = channel.Call;
        call.First = channel;
        if (_clicked.TryRemove(call.Key, out var clicked)) dialled = clicked;
        call.Direction = Origin.Of(channel, context, dialled);
        switch (call.Direction)
        {
            case CallDirection.Outbound:
                channel.Part = ChannelPart.Leg;
                SayOfLeg(channel, CallEventKind.Started, "started", at, e => e with { Caller = Origin.Number(dialled) });
                break;
            case CallDirection.Inbound:
                channel.Part = ChannelPart.Party;
                var line = options.InboundContexts.Count == 0 || options.InboundContexts.Contains(context) ? dialled : "";
                Say(call, CallEventKind.Started, "started", at, e => e with
                {
                    Caller = Shown(message["CallerIDNum"]),
                    CallerName = Shown(message["CallerIDName"]),
                    Line = line is "" or "s" ? null : line,
                });
                break;
            case CallDirection.Internal:
                channel.Part = ChannelPart.Party;
                Say(call, CallEventKind.Started, "started", at, e => e with { Caller = channel.Extension, CallerName = Shown(message["CallerIDName"]) });
                break;
        }
    }

    private void Dial(AmiMessage message, DateTime at)
    {
        if (Find(message["DestUniqueid"]) is not { IsLocal: false } dialled) return;
        var call = dialled.Call;
        if (call.Direction is null && Find(message["Uniqueid"]) is { } dialling && !RingsTheEmployeeFirst(call, dialled, message))
            First(call.First ?? dialling, message["Context"], message["Exten"], message, at);
        Ring(dialled, at);
    }

    // "Ring me, then dial" through a Local channel, as FreePBX's own click-to-call does: the telephone rung is who began the call.
    private static bool RingsTheEmployeeFirst(AsteriskCall call, AsteriskChannel dialled, AmiMessage message)
    {
        if (call.First is not { IsLocal: true } || dialled.Extension is null || dialled.Extension != message["Exten"]) return false;
        call.First = dialled;
        return true;
    }

    private void Ring(AsteriskChannel dialled, DateTime at)
    {
        if (dialled.Part != ChannelPart.None || dialled.Call.Direction is not { } direction) return;
        dialled.Part = direction == CallDirection.Outbound && dialled.Extension is null ? ChannelPart.Party : ChannelPart.Leg;
        if (dialled.Part == ChannelPart.Party) dialled.Call.WasDialledOut = true;
        // Of an outbound call it is the other side that rings; the leg stays the employee's.
        var leg = dialled.Part == ChannelPart.Leg ? dialled : dialled.Call.First;
        if (leg is not null) SayOfLeg(leg, CallEventKind.Ringing, $"ringing/{dialled.Id}", at);
    }

    private void Enter(AsteriskChannel channel, string bridge, DateTime at)
    {
        channel.Bridge = bridge;
        Answer(channel.Call, at);
    }

    private void Answer(AsteriskCall call, DateTime at)
    {
        foreach (var leg in call.Legs.Where(leg => !leg.HasAnswered && call.IsTalking(leg)))
        {
            leg.HasAnswered = call.WasAnswered = true;
            SayOfLeg(leg, CallEventKind.Answered, "answered", at);
        }
    }

    private void Hold(AsteriskChannel leg, AmiMessage message, DateTime at)
    {
        leg.IsHeld = true;
        SayOfLeg(leg, CallEventKind.Held, $"held/{Moment(message, at)}", at);
    }

    private void Resume(AsteriskChannel leg, AmiMessage message, DateTime at)
    {
        leg.IsHeld = false;
        SayOfLeg(leg, CallEventKind.Resumed, $"resumed/{Moment(message, at)}", at);
    }

    private void Record(AsteriskChannel channel, string file, DateTime at)
    {
        var folder = options.RecordingsFolder.TrimEnd('/') + "/";
        var name = file.StartsWith(folder, StringComparison.Ordinal) ? file[folder.Length..] : Path.GetFileName(file);
        if (name.Length == 0 || name.Split('/').Contains("..")) return;
        // On the party's side it records the whole call, whoever talks.
        if (channel.Part == ChannelPart.Leg) SayOfLeg(channel, CallEventKind.Recorded, $"recorded/{name}", at, e => e with { Recording = name });
        else Say(channel.Call, CallEventKind.Recorded, $"recorded/{name}", at, e => e with { Recording = name });
    }

    private void End(AsteriskChannel channel, string? cause, DateTime at)
    {
        var call = channel.Call;
        _channels.Remove(channel.Id);
        call.Channels.Remove(channel);
        if (channel.Part == ChannelPart.Leg) EndLeg(channel, cause, at);
        else if (channel.Part == ChannelPart.Party)
            call.PartyCause = cause is null ? null : channel == call.First ? HangUpCauses.OfCaller(cause) : HangUpCauses.OfUnanswered(cause, channel.DialStatus);
        if (call.Channels.Count == 0) EndCall(call, cause is null ? "gone" : "ended", at);
    }

    private void EndLeg(AsteriskChannel leg, string? cause, DateTime at)
    {
        var why = leg.HasAnswered ? HangUp.Normal : cause is null ? (HangUp?)null : HangUpCauses.OfUnanswered(cause, leg.DialStatus);
        // Why an outbound call came to nothing stands on the call; who dialled it simply put the receiver down, sooner or later than the other side.
        if (leg == leg.Call.First && leg.Call.WasDialledOut) why = HangUp.Normal;
        leg.Call.LegCause = why;
        SayOfLeg(leg, CallEventKind.LegEnded, "ended", at, e => e with { Cause = why });
    }

    private void EndCall(AsteriskCall call, string id, DateTime at)
    {
        _calls.Remove(call.Key);
        var cause = call.WasAnswered ? HangUp.Normal : call.PartyCause ?? call.LegCause;
        Say(call, CallEventKind.Ended, id, at > call.LastAt ? at : call.LastAt, e => e with { Cause = cause });
    }

    // Two events of one kind about one leg are told apart by the exchange's clock, the same for every node that listens.
    private static string Moment(AmiMessage message, DateTime at) => message["Timestamp"] is { Length: > 0 } stamp ? stamp : $"{at.Ticks}";
}
