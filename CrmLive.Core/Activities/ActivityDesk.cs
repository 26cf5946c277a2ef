using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;

namespace CrmLive.Core.Activities;

/// <summary>The rules of activities within one operation: rows are changed and problems gathered here, the caller saves once.</summary>
internal sealed partial class ActivityDesk(CrmDbContext db, Actor actor, OfficeTime time, DateTime now)
{
    public List<Problem> Problems { get; } = [];

    public async Task<Activity?> PlanAsync(ActivityDraft draft, CancellationToken ct)
    {
        var check = await CheckAsync(draft, null, ct);
        check.Ask(draft.Type != ActivityType.Note, nameof(draft.Type), ActivityProblem.StatusWrong);
        check.Ask(check.Client is not { FinishedAt: not null }, nameof(draft.ClientId), ActivityProblem.ClientFinished);
        var planned = Ahead(draft.Type, draft.Start, draft.End, null, check.Problems);
        if (Refused(check) || planned is null)
        {
            return null;
        }

        var activity = New(draft, check);
        activity.Status = draft.Type.WhenPlanned;
        activity.WasPlanned = true;
        Place(activity, planned);
        Remind(activity, draft.ReminderMinutes);
        db.Add(activity);
        db.Tell(activity, "activity.planned");
        return activity;
    }

    public async Task<Activity?> RegisterAsync(ActivityDraft draft, CancellationToken ct)
    {
        var check = await CheckAsync(draft, null, ct);
        // Just done: it ended now, and began as long ago as such a thing takes.
        var done = draft.Type == ActivityType.Note ? null
            : PlannedTime.Read(time, draft.Type, draft.Start ?? now - draft.Type.UsualLength, draft.End, null, check.Problems);
        check.Ask(done is null || done.StartsAt <= now + Tolerance, nameof(draft.Start), ActivityProblem.RegisteredInFuture);
        if (Refused(check))
        {
            return null;
        }

        var activity = New(draft, check);
        activity.Status = draft.Type.WhenDone;
        if (done is not null)
        {
            Place(activity, done);
        }

        db.Add(activity);
        db.Tell(activity, "activity.registered");
        await CompleteAsync(activity, check.Client!, activity.StartsAt ?? now, ct);
        return activity;
    }

    /// <param name="done">The same save says that it took place, and then it may well have been earlier than planned.</param>
    public async Task EditAsync(Activity activity, ActivityDraft draft, bool done, CancellationToken ct)
    {
        var check = await CheckAsync(draft, activity, ct);
        if (activity.IsOpen)
        {
            Replace(activity, draft, done, check);
        }
        else
        {
            check.Ask(IsSameTime(activity, draft), nameof(draft.Start), ActivityProblem.DateLocked);
        }

        if (Refused(check))
        {
            return;
        }

        if (activity.Type != draft.Type)
        {
            activity.Type = draft.Type;
            activity.Status = draft.Type.WhenPlanned;
        }

        Fill(activity, draft, check);
        Remind(activity, draft.ReminderMinutes);
        await WriteUpAsync(activity, ct);
    }

    private void Replace(Activity activity, ActivityDraft draft, bool done, DraftCheck check)
    {
        check.Ask(draft.Start is not null && draft.Type != ActivityType.Note, nameof(draft.Start), ActivityProblem.StartMissing);
        if (draft.Start is { } start && PlannedTime.Read(time, draft.Type, start, draft.End, activity, check.Problems) is { } planned)
        {
            // Where nobody touched the time, an activity of yesterday can still be given another note.
            check.Ask(done || planned.StartsAt == activity.StartsAt || planned.EndsAt > now, nameof(draft.Start), ActivityProblem.PlannedInPast);
            Place(activity, planned);
        }
    }

    public void Move(Activity activity, DateTime start, DateTime? end)
    {
        if (!activity.IsOpen)
        {
            Problems.Add(new(nameof(ActivityDraft.Start), ActivityProblem.DateLocked));
            return;
        }

        if (Ahead(activity.Type, start, end ?? LengthKept(activity, start), activity, Problems) is { } planned && Problems.Count == 0)
        {
            Place(activity, planned);
            Remind(activity, activity.ReminderMinutes);
            db.Tell(activity, "activity.moved");
        }
    }

    public async Task PutBackAsync(Activity activity, FormerPlace was, CancellationToken ct)
    {
        if (!activity.IsOpen)
        {
            Problems.Add(new(nameof(ActivityDraft.Start), ActivityProblem.DateLocked));
            return;
        }

        var draft = new ActivityDraft { Type = activity.Type, ClientId = activity.ClientId, AssignedToId = was.AssignedToId };
        if (Refused(await CheckAsync(draft, activity, ct)))
        {
            return;
        }

        activity.AssignedToId = was.AssignedToId;
        Place(activity, new PlannedTime(was.StartsAt, was.EndsAt, PlannedTime.Text(time.ToLocal(was.StartsAt))));
        Remind(activity, activity.ReminderMinutes);
        // It has fired there already; a move and its return are no reason to say it twice.
        activity.RemindedAt ??= activity.RemindAt <= now ? now : null;
        db.Tell(activity, "activity.moved");
    }

    private DateTime? LengthKept(Activity activity, DateTime start) =>
        activity is { StartsAt: { } from, EndsAt: { } to } ? PlannedTime.MomentOf(time, start) + (to - from) : null;
}
