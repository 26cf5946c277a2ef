using CrmLive.Core.Common;

namespace CrmLive.Core.Activities;

internal sealed partial class ActivityDesk
{
    /// <summary>Clocks of browser and server differ a little, and a talk may be written down while it still lasts.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private async Task<DraftCheck> CheckAsync(ActivityDraft draft, Activity? was, CancellationToken ct)
    {
        var check = new DraftCheck(db, actor, draft, was);
        await check.ReadAsync(ct);
        return check;
    }

    private bool Refused(DraftCheck check)
    {
        Problems.AddRange(check.Problems);
        return Problems.Count > 0;
    }

    /// <summary>A time that can still be kept: whatever ends before now would be overdue before it is saved.</summary>
    private PlannedTime? Ahead(ActivityType type, DateTime? start, DateTime? end, Activity? was, List<Problem> problems)
    {
        if (start is null)
        {
            problems.Add(new(nameof(ActivityDraft.Start), ActivityProblem.StartMissing));
            return null;
        }

        var planned = PlannedTime.Read(time, type, start.Value, end, was, problems);
        if (planned is not null && planned.EndsAt <= now && planned.EndsAt >= planned.StartsAt)
        {
            problems.Add(new(nameof(ActivityDraft.Start), ActivityProblem.PlannedInPast));
        }

        return planned;
    }

    private bool IsSameTime(Activity activity, ActivityDraft draft) =>
        (draft.Start is null || Minute(activity.StartsAt) == Minute(PlannedTime.MomentOf(time, draft.Start.Value)) || activity.LocalStart == PlannedTime.Text(draft.Start.Value))
        && (draft.End is null || Minute(activity.EndsAt) == Minute(PlannedTime.MomentOf(time, draft.End.Value)));

    private static DateTime? Minute(DateTime? at) => at is { } moment ? moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMinute)) : null;

    private Activity New(ActivityDraft draft, DraftCheck check)
    {
        var activity = new Activity { CreatedAt = now, CreatedById = actor.UserId, Type = draft.Type, ClientId = draft.ClientId, ExternalId = draft.ExternalId };
        Fill(activity, draft, check);
        return activity;
    }

    private static void Fill(Activity activity, ActivityDraft draft, DraftCheck check)
    {
        activity.AssignedToId = draft.AssignedToId;
        activity.BranchId = draft.BranchId ?? activity.BranchId ?? check.Client?.BranchId ?? check.Assigned?.BranchId;
        activity.InvestmentId = draft.InvestmentId;
        activity.PurposeId = draft.PurposeId;
        activity.PriorityId = draft.PriorityId;
        activity.PlaceId = draft.PlaceId;
        activity.ContactWayId = draft.ContactWayId;
        activity.NoteTypeId = draft.NoteTypeId;
        activity.Note = Clean(draft.Note);
    }

    private static void Place(Activity activity, PlannedTime planned) =>
        (activity.StartsAt, activity.EndsAt, activity.LocalStart) = (planned.StartsAt, planned.EndsAt, planned.LocalStart);

    /// <summary>A reminder whose moment changed fires again; one whose moment has passed fires at once.</summary>
    private static void Remind(Activity activity, int? minutes)
    {
        var at = minutes is { } ahead ? activity.StartsAt?.AddMinutes(-ahead) : null;
        activity.ReminderMinutes = minutes;
        if (activity.RemindAt != at)
        {
            (activity.RemindAt, activity.RemindedAt) = (at, null);
        }
    }

    /// <summary>PostgreSQL refuses a text with a NUL in it, which a paste from some programs carries.</summary>
    private static string? Clean(string? note) =>
        string.IsNullOrWhiteSpace(note) ? null : note.Replace("\0", "", StringComparison.Ordinal).Trim();
}
