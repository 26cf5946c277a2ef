using CrmLive.Core.Common;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls;

/// <summary>One call with all its legs, going on or long over.</summary>
public sealed record CallCard
{
    public required int Id { get; init; }
    public CallDirection Direction { get; init; }
    public CallStatus Status { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime? AnsweredAt { get; init; }
    public DateTime? TransferredAt { get; init; }
    public DateTime? EndedAt { get; init; }
    public CallEndedBy? EndedBy { get; init; }
    public int TalkSeconds { get; init; }
    public string? Caller { get; init; }
    public string? CallerE164 { get; init; }
    public string? CallerName { get; init; }
    public string? Line { get; init; }
    public string? Source { get; init; }
    public string? Office { get; init; }
    public int? ClientId { get; init; }
    public string? Note { get; init; }
    public bool MissedOpen { get; init; }
    public string? ClaimedBy { get; init; }
    public DateTime? ClearedAt { get; init; }
    public ValueList<CallCardLeg> Legs { get; init; } = [];
}

public sealed record CallCardLeg(
    int Id, int? UserId, string? Name, string? Extension, LegRole Role, LegStatus Status, DateTime RangAt, DateTime? AnsweredAt, DateTime? EndedAt, bool Recorded);

/// <summary>What a new client card starts with when it is opened from a call (C8).</summary>
public sealed record CardFromCall(int CallId, string? Number, string? NumberE164, string? CallerName, int? LineId, string? Line, int? SourceId, string? Source, DateTime At, int? InvestmentId, int? BranchId);
