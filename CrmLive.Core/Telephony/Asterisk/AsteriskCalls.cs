using System.Collections.Concurrent;
using System.Globalization;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>
/// Knows the channels of the exchange as they are now and says, in the office's words, what each of its messages means. Ids of
/// events are made of the exchange's own, so that what is told twice, or by two nodes, is the same event.
/// </summary>
internal sealed partial class AsteriskCalls(AsteriskOptions options)
{
    public CallOrigin Origin { get; } = new(options);

    private readonly Dictionary<string, AsteriskChannel> _channels = [];
    private readonly Dictionary<string, AsteriskCall> _calls = [];
    private readonly ConcurrentDictionary<string, string> _clicked = new();
    private List<CallEvent> _said = [];

    /// <summary>A call that CrmLive itself is about to start: its first channel does not know the number yet.</summary>
    public void Expect(string key, string number) => _clicked[key] = number;

    public void NoLongerExpect(string key) => _clicked.TryRemove(key, out _);

    public IReadOnlyList<CallEvent> Apply(AmiMessage message, DateTime now)
    {
        _said = [];
        var at = At(message, now);
        switch (message.Event)
        {
            case "Newchannel": Begin(message, at); break;
            case "DialBegin": Dial(message, at); break;
            case "DialEnd" when Find(message["DestUniqueid"]) is { } dialled: dialled.DialStatus = message["DialStatus"]; break;
            case "BridgeEnter" when Known(message, at) is { } channel: Enter(channel, message["BridgeUniqueid"], at); break;
            case "BridgeLeave" when Known(message, at) is { } channel: channel.Bridge = null; break;
            case "Hold" when Known(message, at) is { Part: ChannelPart.Leg } leg: Hold(leg, message, at); break;
            case "Unhold" when Known(message, at) is { IsHeld: true } leg: Resume(leg, message, at); break;
            case "BlindTransfer" when message["Result"] == "Success": BlindTransfer(message, at); break;
            case "AttendedTransfer" when message["Result"] == "Success": AttendedTransfer(message, at); break;
            case "QueueCallerJoin" when Known(message, at) is { } caller: Say(caller.Call, CallEventKind.Started, $"queue/{message["Queue"]}", at, e => e with { Queue = message["Queue"] }); break;
            case "VarSet" when message["Variable"] == "MIXMONITOR_FILENAME" && Known(message, at) is { } channel: Record(channel, message["Value"], at); break;
            case "Hangup" when Known(message, at) is { } channel: End(channel, message["Cause"], at); break;
        }
        return _said;
    }

    private AsteriskChannel? Find(string id) => _channels.GetValueOrDefault(id);

    /// <summary>The channel a message is about, brought into the call that it names now: a transfer can join two calls into one.</summary>
    private AsteriskChannel? Known(AmiMessage message, DateTime at)
    {
        var channel = Find(message["Uniqueid"]);
        if (channel is not null && message["Linkedid"] is { Length: > 0 } key && key != channel.Call.Key) Move(channel, key, at);
        return channel;
    }

    private void Say(AsteriskCall call, CallEventKind kind, string id, DateTime at, Func<CallEvent, CallEvent>? more = null)
    {
        if (call.Direction is null) return;
        if (at > call.LastAt) call.LastAt = at;
        var said = new CallEvent { Exchange = options.Exchange, EventId = $"{call.Key}/{id}", CallKey = call.Key, Kind = kind, At = at, Direction = call.Direction };
        _said.Add(more is null ? said : more(said));
    }

    private void SayOfLeg(AsteriskChannel leg, CallEventKind kind, string id, DateTime at, Func<CallEvent, CallEvent>? more = null) =>
        Say(leg.Call, kind, $"{leg.Id}/{id}", at, e => (more?.Invoke(e) ?? e) with { Leg = leg.Id, Extension = leg.Extension });

    /// <summary>With "timestampevents = yes" the exchange says when; else it is now.</summary>
    private static DateTime At(AmiMessage message, DateTime now) =>
        decimal.TryParse(message["Timestamp"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000_000m
            ? DateTime.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : now;

    private static string? Shown(string text) => text is "" or "<unknown>" ? null : text;
}
