using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>What anybody could see of a call's row: if it is as it was, nothing is written into the journal and no bell rings.</summary>
internal readonly record struct CallFace(
    CallDirection Direction, CallStatus Status, string? Caller, string? CallerE164, string? CallerName, string? LineNumber, int? LineId, string? Queue,
    int? ClientId, int? UserId, DateTime StartedAt, DateTime? AnsweredAt, DateTime? TransferredAt, DateTime? EndedAt, CallEndedBy? EndedBy)
{
    public static CallFace Of(Call c) => new(
        c.Direction, c.Status, c.Caller, c.CallerE164, c.CallerName, c.LineNumber, c.LineId, c.Queue,
        c.ClientId, c.UserId, c.StartedAt, c.AnsweredAt, c.TransferredAt, c.EndedAt, c.EndedBy);

    /// <summary>Nobody took it: it waits for a call back (C11). What a person ended by hand was no real call.</summary>
    public bool IsLost => Direction == CallDirection.Inbound && EndedBy is not (null or CallEndedBy.Hand)
        && Status is CallStatus.Missed or CallStatus.Declined or CallStatus.Busy or CallStatus.Abandoned or CallStatus.Failed;

    /// <summary>When we and the caller spoke: whatever was missed before is put right by it.</summary>
    public DateTime? ReachedAt => Direction == CallDirection.Internal ? null : AnsweredAt;
}
