namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>One call as the exchange has it: the channels that share a Linkedid.</summary>
internal sealed class AsteriskCall(string key)
{
    public string Key { get; } = key;
    public List<AsteriskChannel> Channels { get; } = [];

    /// <summary>Whose channel began the call.</summary>
    public AsteriskChannel? First { get; set; }

    /// <summary>Null until it is plain whom the call is with; nothing is told of it before.</summary>
    public CallDirection? Direction { get; set; }

    public bool WasAnswered { get; set; }

    /// <summary>The other side of an outbound call was dialled, with whatever result.</summary>
    public bool WasDialledOut { get; set; }

    /// <summary>Why the party dialled was not reached, or the caller went.</summary>
    public HangUp? PartyCause { get; set; }

    public HangUp? LegCause { get; set; }
    public DateTime LastAt { get; set; }

    public IEnumerable<AsteriskChannel> Legs => Channels.Where(channel => channel.Part == ChannelPart.Leg);

    /// <summary>Whether the leg and the party hear each other, straight or through Local channels.</summary>
    public bool IsTalking(AsteriskChannel leg)
    {
        var reached = new HashSet<AsteriskChannel> { leg };
        var from = new Queue<AsteriskChannel>(reached);
        while (from.TryDequeue(out var here))
        {
            if (here.Part == ChannelPart.Party) return true;
            foreach (var next in Channels.Where(next => AreJoined(here, next) && reached.Add(next))) from.Enqueue(next);
        }
        return false;
    }

    private static bool AreJoined(AsteriskChannel a, AsteriskChannel b) =>
        (a.Bridge is not null && a.Bridge == b.Bridge) || (a.Pair is not null && a.Pair == b.Pair);
}
