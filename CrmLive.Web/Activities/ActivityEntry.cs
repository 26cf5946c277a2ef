using CrmLive.Core.Activities;

namespace CrmLive.Web.Activities;

/// <summary>An activity as it stands in the form, in the office's wall time.</summary>
public sealed partial class ActivityEntry
{
    private TimeOnly? _from;

    public ActivityType Type { get; set; } = ActivityType.Phone;
    public ActivityStatus Status { get; set; }
    public int AssignedToId { get; set; }
    public int? InvestmentId { get; set; }
    public DateOnly? Day { get; set; }

    /// <summary>Moving the beginning moves the end with it: a meeting of an hour stays one of an hour.</summary>
    public TimeOnly? From
    {
        get => _from;
        set
        {
            if (_from is { } was && value is { } now && To is { } to && to > was)
            {
                var end = now.ToTimeSpan() + (to - was);
                To = end < TimeSpan.FromDays(1) ? TimeOnly.FromTimeSpan(end) : new TimeOnly(23, 59);
            }

            _from = value;
        }
    }

    public TimeOnly? To { get; set; }

    /// <summary>Set where it ends on another day.</summary>
    public DateOnly? LastDay { get; set; }

    public int? PurposeId { get; set; }
    public int? PriorityId { get; set; }
    public int? PlaceId { get; set; }
    public int? ContactWayId { get; set; }
    public int? NoteTypeId { get; set; }
    public string? Note { get; set; }
    public int? RemindAhead { get; set; }

    /// <summary>Minutes in one of the unit: a minute, an hour, a day.</summary>
    public int RemindUnit { get; set; } = 60;

    public string? ExternalId { get; set; }
    public int? BranchId { get; set; }

    public DateTime? Start => Day is { } day && From is { } from && Type != ActivityType.Note ? day.ToDateTime(from) : null;

    public DateTime? End => Day is { } day && To is { } to && Type != ActivityType.Note ? (LastDay ?? day).ToDateTime(to) : null;

    public void Take(DateTime start, DateTime? end)
    {
        // The end first, or setting the beginning would push it along.
        To = null;
        Day = DateOnly.FromDateTime(start);
        From = TimeOnly.FromDateTime(start);
        To = end is { } until ? TimeOnly.FromDateTime(until) : null;
        LastDay = end is { } last && DateOnly.FromDateTime(last) != Day ? DateOnly.FromDateTime(last) : null;
    }

    public static ActivityEntry Of(ActivityFace face)
    {
        var draft = face.Draft;
        var unit = draft.ReminderMinutes switch
        {
            { } minutes when minutes % 1440 == 0 && minutes > 0 => 1440,
            { } minutes when minutes % 60 == 0 && minutes > 0 => 60,
            null => 60,
            _ => 1,
        };
        var entry = new ActivityEntry
        {
            Type = draft.Type,
            Status = face.Status,
            AssignedToId = draft.AssignedToId,
            InvestmentId = draft.InvestmentId,
            PurposeId = draft.PurposeId,
            PriorityId = draft.PriorityId,
            PlaceId = draft.PlaceId,
            ContactWayId = draft.ContactWayId,
            NoteTypeId = draft.NoteTypeId,
            Note = draft.Note,
            RemindAhead = draft.ReminderMinutes / unit,
            RemindUnit = unit,
            ExternalId = draft.ExternalId,
            BranchId = draft.BranchId,
        };
        if (draft.Start is { } start)
        {
            entry.Take(start, draft.End);
        }

        return entry;
    }

    public ActivityDraft ToDraft(int clientId) => new()
    {
        Type = Type,
        ClientId = clientId,
        AssignedToId = AssignedToId,
        BranchId = BranchId,
        InvestmentId = InvestmentId,
        Start = Start,
        End = End,
        PurposeId = PurposeId,
        PriorityId = PriorityId,
        PlaceId = PlaceId,
        ContactWayId = ContactWayId,
        NoteTypeId = NoteTypeId,
        Note = Note,
        ReminderMinutes = RemindAhead is > 0 and var ahead && Status.IsOpen ? ahead * RemindUnit : null,
        ExternalId = ExternalId,
    };
}
