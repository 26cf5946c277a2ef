using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;

namespace CrmLive.Core.Activities;

/// <summary>A planned or done contact with a client; a note is an activity without a time. Never the same as a call of the exchange.</summary>
public sealed class Activity : IJournaled, ILive, ICounted, IVersioned, ISummarised
{
    public int Id { get; set; }
    public ActivityType Type { get; set; }
    public ActivityStatus Status { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public int? BranchId { get; set; }
    public int AssignedToId { get; set; }
    public User? AssignedTo { get; set; }
    public int? InvestmentId { get; set; }
    public Investment? Investment { get; set; }

    /// <summary>UTC; null for a note.</summary>
    public DateTime? StartsAt { get; set; }

    public DateTime? EndsAt { get; set; }

    /// <summary>Wall clock as planned: a viewing at 10:00 stays at 10:00 when the clocks change.</summary>
    public string? LocalStart { get; set; }

    public DateTime? DoneAt { get; set; }
    public int? PurposeId { get; set; }
    public int? PriorityId { get; set; }
    public int? PlaceId { get; set; }
    public int? ContactWayId { get; set; }
    public int? NoteTypeId { get; set; }
    public string? Note { get; set; }
    public int? ReminderMinutes { get; set; }
    public DateTime? RemindAt { get; set; }

    [NotJournaled]
    public DateTime? RemindedAt { get; set; }

    /// <summary>Ordinal among the held meetings with the client; 1 is the first (R5).</summary>
    public int? MeetingNumber { get; set; }

    /// <summary>Saved as planned, rather than registered as done (R10 tells them apart).</summary>
    public bool WasPlanned { get; set; }

    /// <summary>The call of the exchange that it writes up: together they are one contact (K11), and the call is the one that counts.</summary>
    public int? CallId { get; set; }

    /// <summary>A mail the client wrote: it stands on the card and counts as nobody's contact (decision 25).</summary>
    public bool Incoming { get; set; }

    public DateTime CreatedAt { get; set; }
    public int? CreatedById { get; set; }
    public DateTime? OverdueAt { get; set; }
    public string? ExternalId { get; set; }

    [NotJournaled]
    public int Version { get; set; }

    public bool IsDone => Status is ActivityStatus.Held or ActivityStatus.Done;
    public bool IsOpen => Type != ActivityType.Note && Status.IsOpen;
    public IEnumerable<(Summary Summary, int Id)> Summaries => [(NextStep.OfClient, ClientId)];
    public int? JournalClientId => ClientId;
    public LiveTopic Topic => LiveTopic.Activities;

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        var created = time.DayOf(CreatedAt);
        yield return new(created, CreatedById, InvestmentId, Measure.ActivitiesNew);
        yield return new(created, CreatedById, InvestmentId, WasPlanned ? Measure.ActivitiesPlanned : Measure.ActivitiesRegistered);
        if (OverdueAt is { } overdue)
        {
            yield return new(time.DayOf(overdue), AssignedToId, InvestmentId, Measure.ActivitiesOverdue);
        }

        // Who is written to has not reached anybody.
        if (Incoming || !IsDone || DoneAt is not { } done || MeasureDone is not { } measure)
        {
            yield break;
        }

        yield return new(time.DayOf(done), AssignedToId, InvestmentId, measure);
        if (Status == ActivityStatus.Held && MeasureContact is { } contact)
        {
            yield return new(time.DayOf(done), AssignedToId, null, contact);
        }

        if (Type == ActivityType.Meeting && MeetingNumber is { } number)
        {
            yield return new(time.DayOf(done), AssignedToId, InvestmentId, number == 1 ? Measure.FirstMeetings : Measure.NextMeetings);
        }
    }

    private Measure? MeasureContact => Type switch
    {
        ActivityType.Meeting => Measure.MeetingContacts,
        ActivityType.Email => Measure.EmailContacts,
        ActivityType.Phone when CallId is null => Measure.CallContacts,
        _ => null,
    };

    private Measure? MeasureDone => Type switch
    {
        ActivityType.Phone => Measure.PhonesDone,
        ActivityType.Meeting => Measure.MeetingsHeld,
        ActivityType.Task => Measure.TasksDone,
        ActivityType.Email => Measure.EmailsSent,
        _ => null,
    };
}
