using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>Everything people do with activities. A colleague's change a second ago is answered with who and when, and nothing is overwritten.</summary>
public sealed class ActivityCommands(CrmDb crm)
{
    private const int Looks = 10;

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    /// <summary>A11: something to be done; refused when it would be overdue at once.</summary>
    public Task<Saved> PlanAsync(Actor actor, ActivityDraft draft, CancellationToken ct) =>
        AtDeskAsync(actor, async (db, desk) => await desk.PlanAsync(draft, ct) is { } activity ? await db.SaveOrSayWhoAsync(activity, ct, looksAgain: true) : Saved.Invalid([.. desk.Problems]));

    /// <summary>A10: something that has been done already; without a time, just now.</summary>
    public Task<Saved> RegisterAsync(Actor actor, ActivityDraft draft, CancellationToken ct) =>
        AtDeskAsync(actor, async (db, desk) => await desk.RegisterAsync(draft, ct) is { } activity ? await db.SaveOrSayWhoAsync(activity, ct, looksAgain: true) : Saved.Invalid([.. desk.Problems]));

    /// <summary>A13: every field, as the editor saw them at <paramref name="version"/>; with an outcome the same save says what became of it.</summary>
    public Task<Saved> EditAsync(Actor actor, int id, int version, ActivityDraft draft, ActivityOutcome? outcome, CancellationToken ct) =>
        ChangeAsync(actor, id, version, async (desk, activity) =>
        {
            await desk.EditAsync(activity, draft, outcome?.Status.IsDone == true, ct);
            if (outcome is not null && desk.Problems.Count == 0)
            {
                await desk.ConcludeAsync(activity, outcome, ct);
            }
        }, ct);

    /// <summary>A6: dragged or pulled in the calendar; only what is still planned moves.</summary>
    public Task<Saved> MoveAsync(Actor actor, int id, int version, DateTime start, DateTime? end, CancellationToken ct) =>
        ChangeAsync(actor, id, version, (desk, activity) =>
        {
            desk.Move(activity, start, end);
            return Task.CompletedTask;
        }, ct);

    /// <summary>A6: a move taken back. An hour that has passed meanwhile is no obstacle, for there it stood.</summary>
    public Task<Saved> PutBackAsync(Actor actor, int id, int version, FormerPlace was, CancellationToken ct) =>
        ChangeAsync(actor, id, version, (desk, activity) => desk.PutBackAsync(activity, was, ct), ct);

    /// <summary>A3, A14, A15: held, not held, cancelled, a task's state, or back to planned.</summary>
    public Task<Saved> SetStatusAsync(Actor actor, int id, int version, ActivityOutcome outcome, CancellationToken ct) =>
        ChangeAsync(actor, id, version, (desk, activity) => desk.ConcludeAsync(activity, outcome, ct), ct);

    private Task<Saved> ChangeAsync(Actor actor, int id, int version, Func<ActivityDesk, Activity, Task> change, CancellationToken ct) => AtDeskAsync(actor, async (db, desk) =>
    {
        var activity = await db.Set<Activity>().VisibleTo(actor).Include(a => a.Client).FirstOrDefaultAsync(a => a.Id == id, ct);
        if (activity is null)
        {
            return Saved.Gone;
        }

        if (activity.Version != version)
        {
            return await db.WhoWasQuickerAsync(activity, ct);
        }

        await change(desk, activity);
        return desk.Problems.Count > 0 ? Saved.Invalid([.. desk.Problems]) : await db.SaveOrSayWhoAsync(activity, ct, looksAgain: true);
    });

    private async Task<Saved> AtDeskAsync(Actor actor, Func<CrmDbContext, ActivityDesk, Task<Saved>> act)
    {
        actor.Require(ActivityPermissions.Edit);
        for (var look = 1; ; look++)
        {
            await using var db = crm.Open(actor);
            try
            {
                return await act(db, new ActivityDesk(db, actor, crm.Office.Time, Now));
            }
            catch (OvertakenException) when (look < Looks)
            {
                // Another meeting of this client was written down in the same moment: this one is numbered anew, together with it.
            }
        }
    }
}
