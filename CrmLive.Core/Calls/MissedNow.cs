using CrmLive.Core.Common;

namespace CrmLive.Core.Calls;

/// <summary>A missed call that nobody has put right yet (C11).</summary>
public sealed record MissedNow
{
    public required int CallId { get; init; }

    /// <summary>When the caller gave up: its clock counts from here.</summary>
    public DateTime MissedAt { get; init; }

    /// <summary>Missed, declined, busy, abandoned: kept apart (C4).</summary>
    public CallStatus Status { get; init; }

    public string? Number { get; init; }
    public string? NumberE164 { get; init; }
    public string? CallerName { get; init; }
    public string? Line { get; init; }
    public string? Source { get; init; }

    /// <summary>Who did not answer, where one employee was rung.</summary>
    public string? Rang { get; init; }

    public int? RangId { get; init; }

    /// <summary>How often this caller has tried since somebody last spoke with them; one row stands for all of them.</summary>
    public int Tries { get; init; } = 1;

    public ValueList<KnownCaller> Clients { get; init; } = [];

    /// <summary>"Anna is calling back", visible to all.</summary>
    public int? ClaimedById { get; init; }

    public string? ClaimedBy { get; init; }
    public DateTime? ClaimedAt { get; init; }
    public int? BranchId { get; init; }
}
