using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

internal sealed partial class ActivityDesk
{
    /// <summary>What became of it; its successor and the end of the client's service come with it or not at all.</summary>
    public async Task ConcludeAsync(Activity activity, ActivityOutcome outcome, CancellationToken ct)
    {
        if (!activity.Type.Statuses.Contains(outcome.Status) || (outcome.Next is { } wrong && (wrong.ClientId != activity.ClientId || outcome.End is not null)))
        {
            Problems.Add(new(nameof(outcome.Status), ActivityProblem.StatusWrong));
            return;
        }

        if (outcome.Note is { } note)
        {
            activity.Note = Clean(note);
            if (note.Length > DraftCheck.LongestNote)
            {
                Problems.Add(new(nameof(ActivityDraft.Note), ActivityProblem.TooLong));
            }
        }

        await SetStatusAsync(activity, outcome.Status, ct);
        if (outcome.Next is { } next)
        {
            await PlanAsync(next, ct);
        }

        if (outcome.End is { } end)
        {
            await EndServiceAsync(activity.Client!, end, activity.Id, ct);
        }
    }

    private async Task SetStatusAsync(Activity activity, ActivityStatus status, CancellationToken ct)
    {
        var was = activity.Status;
        if (was == status)
        {
            return;
        }

        var client = activity.Client!;
        if (status.IsOpen && !was.IsOpen && client.FinishedAt is not null)
        {
            Problems.Add(new(nameof(ActivityOutcome.Status), ActivityProblem.ClientFinished));
            return;
        }

        activity.Status = status;
        db.Tell(activity, $"activity.{Verb(status, was)}");
        if (status.IsDone)
        {
            await CompleteAsync(activity, client, now, ct);
        }
        else if (was.IsDone)
        {
            activity.DoneAt = null;
            await WriteUpAsync(activity, ct);
            await NumberMeetingsAsync(activity, ct);
        }
    }

    /// <summary>It took place: it counts, meetings are numbered, and the client is no longer one nobody has met.</summary>
    private async Task CompleteAsync(Activity activity, Client client, DateTime at, CancellationToken ct)
    {
        activity.DoneAt = at;
        await WriteUpAsync(activity, ct);
        if (activity.Type == ActivityType.Meeting)
        {
            await NumberMeetingsAsync(activity, ct);
            await db.ReachStatusAsync(client, ClientStatusKeys.Interested, ct);
        }
    }

    private async Task NumberMeetingsAsync(Activity changed, CancellationToken ct)
    {
        if (changed.Type != ActivityType.Meeting)
        {
            return;
        }

        var id = changed.Id;
        var held = await db.Set<Activity>()
            .Where(a => a.ClientId == changed.ClientId && a.Id != id && a.Type == ActivityType.Meeting && a.Status == ActivityStatus.Held)
            .ToListAsync(ct);
        changed.MeetingNumber = null;
        if (changed.Status == ActivityStatus.Held)
        {
            held.Add(changed);
        }

        MeetingNumbers.Set(held);
        db.OnlyIf(MeetingNumbers.StillRight, changed.ClientId);
    }

    private static string Verb(ActivityStatus status, ActivityStatus was) => status switch
    {
        ActivityStatus.Held or ActivityStatus.Done => "completed",
        ActivityStatus.NotHeld => "not-held",
        ActivityStatus.Cancelled => "cancelled",
        _ when !was.IsOpen => "reopened",
        _ => "changed",
    };
}
