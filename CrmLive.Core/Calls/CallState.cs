using System.Collections.Immutable;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls;

/// <summary>What a call is, as far as its events tell; the same set of events gives the same state in whatever order they came.</summary>
public sealed record CallState
{
    public required string Exchange { get; init; }
    public required string CallKey { get; init; }
    public CallDirection Direction { get; init; }
    public CallStatus Status { get; init; }
    public string? Caller { get; init; }
    public string? CallerName { get; init; }
    public string? Line { get; init; }
    public string? Queue { get; init; }
    public DateTime StartedAt { get; init; }

    /// <summary>When the first leg began to talk.</summary>
    public DateTime? AnsweredAt { get; init; }

    public DateTime? TransferredAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public CallEndedBy? EndedBy { get; init; }
    public DateTime LastEventAt { get; init; }
    public ImmutableArray<LegState> Legs { get; init; } = [];
}

/// <summary>One employee's part in a call.</summary>
public sealed record LegState
{
    public required string Leg { get; init; }
    public string? Extension { get; init; }
    public LegRole Role { get; init; }
    public LegStatus Status { get; init; }
    public DateTime RangAt { get; init; }
    public DateTime? AnsweredAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public string? Recording { get; init; }
}

/// <summary>Before the transfer the operator's leg, after it the manager's (seed 002).</summary>
public enum LegRole { Operator, Manager }

public enum LegStatus { Ringing, Talking, OnHold, Answered, Missed, Declined, Busy, AnsweredElsewhere, Failed }

public enum CallEndedBy { Exchange, Timeout, Hand }

/// <summary>C4. The first four are calls going on; a missed call and a declined one are kept apart.</summary>
public enum CallStatus
{
    Ringing, Talking, OnHold, Transferring,
    Answered, Missed, Declined, Busy, Abandoned, TransferredAnswered, TransferredNotAnswered, Failed,
}

public static class CallStatuses
{
    public static bool IsGoingOn(this CallStatus status) => status <= CallStatus.Transferring;
}
