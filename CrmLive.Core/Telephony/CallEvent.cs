namespace CrmLive.Core.Telephony;

/// <summary>One thing a telephone exchange said about one call, in words that fit every exchange; may arrive late, twice or out of order.</summary>
public sealed record CallEvent
{
    /// <summary>Which feed it came from: "asterisk", "sample", or the name of the webhook key. Ids are unique within it.</summary>
    public required string Exchange { get; init; }

    /// <summary>The same event sent again carries the same id; at most 200 characters.</summary>
    public required string EventId { get; init; }

    /// <summary>The exchange's own id for the whole call (Asterisk: Linkedid); at most 200 characters.</summary>
    public required string CallKey { get; init; }

    public required CallEventKind Kind { get; init; }

    /// <summary>When it happened at the exchange, UTC. Events are ordered by this, never by arrival.</summary>
    public required DateTime At { get; init; }

    public CallDirection? Direction { get; init; }

    /// <summary>The outside party as the exchange spelled it: who rings us, or whom we ring. Null or "anonymous" when hidden.</summary>
    public string? Caller { get; init; }

    public string? CallerName { get; init; }

    /// <summary>Our own number: the one dialled from outside, or the one shown when we ring out.</summary>
    public string? Line { get; init; }

    /// <summary>The exchange's id of one employee's part in the call (Asterisk: Uniqueid of the channel).</summary>
    public string? Leg { get; init; }

    /// <summary>Extension of the employee on the leg; for <see cref="CallEventKind.TransferStarted"/> the one the call goes to.</summary>
    public string? Extension { get; init; }

    public string? Queue { get; init; }

    public HangUp? Cause { get; init; }

    /// <summary>File name of a recording below the recordings folder, never a path out of it.</summary>
    public string? Recording { get; init; }
}

public enum CallDirection { Inbound, Outbound, Internal }

public enum CallEventKind
{
    /// <summary>The call exists: it rings a line or waits in a queue, or an employee dials out.</summary>
    Started,
    /// <summary>A leg rings (the employee's telephone, or for an outbound call the other party's).</summary>
    Ringing,
    /// <summary>The leg talks with the outside party.</summary>
    Answered,
    Held,
    Resumed,
    /// <summary>The talking <see cref="CallEvent.Leg"/> hands the call to <see cref="CallEvent.Extension"/>, blind or after asking.</summary>
    TransferStarted,
    LegEnded,
    Recorded,
    Ended,
    /// <summary>Made by CrmLive: no news for too long, and the exchange no longer knows the call. Later news from the exchange overrules it.</summary>
    TimedOut,
    /// <summary>Made by CrmLive: a user ended the entry.</summary>
    EndedByHand,
}

public enum HangUp { Normal, NoAnswer, Busy, Declined, Abandoned, AnsweredElsewhere, Failed }
