using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities.Reminding;

/// <summary>A18: what stands behind a person's bell. Everybody sees and moves only their own; watch <c>LiveTopic.Reminders</c> with one's user id.</summary>
public sealed class Reminders(CrmDb crm)
{
    private static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(30);

    private DateTime Now => crm.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Unread and due, the latest first; those of activities that came to an end meanwhile have nothing more to say.</summary>
    public async Task<IReadOnlyList<ReminderRow>> UnreadAsync(Actor actor, CancellationToken ct)
    {
        var now = Now;
        var open = ActivityStatuses.Open;
        await using var db = crm.Open(actor);
        return await Unread(db, actor).Where(r => r.ShowAt <= now && open.Contains(r.Activity!.Status))
            .OrderByDescending(r => r.ShowAt).ThenByDescending(r => r.Id).Take(100)
            .Select(r => new ReminderRow
            {
                Id = r.Id,
                ActivityId = r.ActivityId,
                Type = r.Activity!.Type,
                StartsAt = r.Activity.StartsAt,
                ClientId = r.Activity.ClientId,
                Client = Client.NameOf(r.Activity.Client!.FirstName, r.Activity.Client.LastName, r.Activity.Client.Company),
                Note = r.Activity.Note,
                ShowAt = r.ShowAt,
            }).ToListAsync(ct);
    }

    public Task<Saved> ReadAsync(Actor actor, int id, CancellationToken ct) =>
        ChangeAsync(actor, r => r.Id == id, reminder => reminder.ReadAt = Now, ct);

    public Task<Saved> ReadAllAsync(Actor actor, CancellationToken ct) => ChangeAsync(actor, _ => true, reminder => reminder.ReadAt = Now, ct);

    /// <summary>Comes again after so long.</summary>
    public async Task<Saved> SnoozeAsync(Actor actor, int id, TimeSpan after, CancellationToken ct) =>
        after <= TimeSpan.Zero || after > LongestSnooze
            ? Saved.Invalid(new Problem(nameof(Reminder.ShowAt), ActivityProblem.ReminderWrong))
            : await ChangeAsync(actor, r => r.Id == id, reminder => reminder.ShowAt = Now + after, ct);

    private async Task<Saved> ChangeAsync(
        Actor actor, System.Linq.Expressions.Expression<Func<Reminder, bool>> which, Action<Reminder> change, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var found = await Unread(db, actor).Where(which).ToListAsync(ct);
        found.ForEach(change);
        await db.SaveChangesAsync(ct);
        return found.Count > 0 ? Saved.As(found[0].Id) : Saved.Gone;
    }

    private static IQueryable<Reminder> Unread(CrmDbContext db, Actor actor)
    {
        var user = actor.UserId ?? 0;
        return db.Set<Reminder>().Where(r => r.UserId == user && r.ReadAt == null);
    }
}
