using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls;

/// <summary>A call going on, as the online panel, the pop-up and the wall show it (C6).</summary>
public sealed record CallNow
{
    public required int Id { get; init; }
    public CallDirection Direction { get; init; }
    public CallStatus Status { get; init; }
    public DateTime StartedAt { get; init; }

    /// <summary>Since when it is in this state; its clock counts from here.</summary>
    public DateTime Since { get; init; }

    /// <summary>The outside number as a person would write it; null when hidden.</summary>
    public string? Number { get; init; }

    /// <summary>What can be dialled; null when hidden or not understood.</summary>
    public string? NumberE164 { get; init; }

    /// <summary>The name the exchange gave, for callers we do not know.</summary>
    public string? CallerName { get; init; }

    public string? Line { get; init; }
    public string? Source { get; init; }
    public string? Queue { get; init; }

    /// <summary>Whose number it is; more than one when clients share it (C27).</summary>
    public ValueList<KnownCaller> Clients { get; init; } = [];

    /// <summary>The legs still ringing, talking or on hold, in the order they rang.</summary>
    public ValueList<CallParty> Parties { get; init; } = [];

    public string? Note { get; init; }

    /// <summary>Who wrote the note last, and when (C9: "Anna is writing").</summary>
    public int? NoteById { get; init; }

    public string? NoteBy { get; init; }
    public DateTime? NoteAt { get; init; }
    public int? BranchId { get; init; }
}

/// <summary>A client whose number it is.</summary>
public sealed record KnownCaller
{
    public required int Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Key of a built-in status, translated on screen, or the office's own word in <see cref="StatusName"/>.</summary>
    public string? StatusKey { get; init; }

    public string? StatusName { get; init; }
    public int? AdvisorId { get; init; }
    public string? Advisor { get; init; }
    public DateTime? LastContactAt { get; init; }
    public DateTime? NextActivityAt { get; init; }
    public ActivityType? NextActivity { get; init; }
    public bool IsKey { get; init; }
}

/// <summary>An employee on a call, or rung by it.</summary>
public sealed record CallParty(int? UserId, string? Name, string? Extension, LegStatus Status, LegRole Role);
