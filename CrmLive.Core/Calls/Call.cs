using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;

namespace CrmLive.Core.Calls;

/// <summary>One telephone call as the exchange saw it; written by the intake, claimed and annotated by people.</summary>
public sealed class Call : IJournaled, ILive, ICounted, IVersioned, ISummarised
{
    public int Id { get; set; }
    public required string Exchange { get; set; }
    public required string CallKey { get; set; }
    public CallDirection Direction { get; set; }
    public CallStatus Status { get; set; }

    /// <summary>The outside number as the exchange spelled it, beside what it means; both null when hidden.</summary>
    public string? Caller { get; set; }

    public string? CallerE164 { get; set; }
    public string? CallerName { get; set; }
    public string? LineNumber { get; set; }
    public int? LineId { get; set; }
    public Line? Line { get; set; }
    public string? Queue { get; set; }
    public int? SourceId { get; set; }
    public Source? Source { get; set; }
    public int? SalesOfficeId { get; set; }
    public int? DepartmentId { get; set; }
    public int? BranchId { get; set; }

    /// <summary>The client with that number; where two share it the first, and the panel shows both (C27).</summary>
    public int? ClientId { get; set; }

    public Client? Client { get; set; }

    /// <summary>Who talked, or was to talk: the manager after a transfer, else the operator.</summary>
    public int? UserId { get; set; }

    public User? User { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime? AnsweredAt { get; set; }
    public DateTime? TransferredAt { get; set; }
    public DateTime? EndedAt { get; set; }
    public CallEndedBy? EndedBy { get; set; }
    public DateTime LastEventAt { get; set; }

    /// <summary>From answer to end.</summary>
    public int TalkSeconds { get; set; }

    /// <summary>Talked long enough, by the rule of its day, to be a contact (K11); stamped by the intake.</summary>
    [NotJournaled]
    public bool LongEnough { get; set; }

    /// <summary>The receptionist's note, read by the advisor as it is typed (C9). The journal hears of it by the stretch, not by the letter: <see cref="NoteStretch"/>.</summary>
    [NotJournaled]
    public string? Note { get; set; }

    [NotJournaled]
    public int NoteVersion { get; set; }

    /// <summary>Who wrote last, and when.</summary>
    [NotJournaled]
    public int? NoteById { get; set; }

    public User? NoteBy { get; set; }

    [NotJournaled]
    public DateTime? NoteAt { get; set; }

    /// <summary>When the stretch of writing began that the journal has not heard of yet; null when it has heard all.</summary>
    [NotJournaled]
    public DateTime? NoteSince { get; set; }

    /// <summary>The note as the journal knows it.</summary>
    [NotJournaled]
    public string? NoteTold { get; set; }

    /// <summary>A missed call that nobody has put right yet (C11).</summary>
    public bool MissedOpen { get; set; }

    public int? ClaimedById { get; set; }
    public User? ClaimedBy { get; set; }
    public DateTime? ClaimedAt { get; set; }

    /// <summary>When somebody reached the caller, the caller got through, or the entry was taken off by hand.</summary>
    public DateTime? ClearedAt { get; set; }

    public int? ClearedByCallId { get; set; }
    public int? ClearedById { get; set; }
    public List<CallLeg> Legs { get; set; } = [];

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => ClientId;
    public LiveTopic Topic => LiveTopic.Calls;
    public IEnumerable<(Summary Summary, int Id)> Summaries => ClientId is { } client ? [(NextStep.OfClient, client)] : [];

    /// <summary>Whose contact with which client it was (K11); null when it was none.</summary>
    public (int UserId, int ClientId)? ContactOf => LongEnough && UserId is { } user && ClientId is { } client ? (user, client) : null;

    internal Call Copy() => (Call)MemberwiseClone();

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        if (Status.IsGoingOn())
        {
            yield break;
        }

        var day = time.DayOf(StartedAt);
        var answered = Status is CallStatus.Answered or CallStatus.TransferredAnswered or CallStatus.TransferredNotAnswered;
        if (Direction == CallDirection.Inbound)
        {
            yield return answered
                ? new(day, UserId, null, Measure.CallsIn, TalkSeconds)
                : new(day, UserId, null, Measure.CallsMissed);
        }
        else if (Direction == CallDirection.Outbound)
        {
            yield return answered
                ? new(day, UserId, null, Measure.CallsOut, TalkSeconds)
                : new(day, UserId, null, Measure.CallsOutUnanswered);
        }

        if (ContactOf is not null)
        {
            yield return new(day, UserId, null, Measure.CallContacts);
        }
    }
}
