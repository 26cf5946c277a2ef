using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

public sealed class ActivityCommands(CrmDb crm)
{
    /// <summary>Plans an activity, or registers one as done when <see cref="NewActivity.Done"/>.</summary>
    public async Task<Saved> AddAsync(Actor actor, NewActivity wanted, CancellationToken ct)
    {
        actor.Require(ActivityPermissions.Edit);
        if (wanted.EndsAt < wanted.StartsAt)
        {
            return Saved.Invalid(new Problem(nameof(NewActivity.EndsAt), "EndBeforeStart"));
        }

        await using var db = crm.Open(actor);
        if (await db.Set<Client>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == wanted.ClientId, ct) is not { } client)
        {
            return Saved.Gone;
        }

        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var activity = new Activity
        {
            Type = wanted.Type,
            Status = wanted.Done ? DoneOf(wanted.Type) : PlannedOf(wanted.Type),
            ClientId = client.Id,
            BranchId = client.BranchId,
            AssignedToId = wanted.AssignedToId,
            InvestmentId = wanted.InvestmentId,
            StartsAt = wanted.StartsAt,
            EndsAt = wanted.EndsAt,
            LocalStart = wanted.StartsAt is { } start ? crm.Office.Time.ToLocal(start).ToString("yyyy-MM-ddTHH:mm", null) : null,
            WasPlanned = !wanted.Done,
            Note = wanted.Note,
            CreatedAt = now,
            CreatedById = actor.UserId,
        };
        db.Add(activity);
        if (wanted.Done)
        {
            await MarkDoneAsync(db, activity, client, wanted.StartsAt ?? now, ct);
        }
        else if (activity.StartsAt is { } starts && (client.NextActivityAt is null || starts < client.NextActivityAt))
        {
            client.NextActivityAt = starts;
        }

        return await db.SaveOrSayWhoAsync(activity, ct);
    }

    /// <summary>The planned activity took place: it counts from now, and the client's next step is the nearest one left.</summary>
    public async Task<Saved> CompleteAsync(Actor actor, int activityId, string? note, CancellationToken ct)
    {
        actor.Require(ActivityPermissions.Edit);
        await using var db = crm.Open(actor);
        var activity = await db.Set<Activity>().VisibleTo(actor).Include(a => a.Client).FirstOrDefaultAsync(a => a.Id == activityId, ct);
        if (activity is null || activity.IsDone)
        {
            return Saved.Gone;
        }

        activity.Status = DoneOf(activity.Type);
        activity.Note = note ?? activity.Note;
        await MarkDoneAsync(db, activity, activity.Client!, crm.Clock.GetUtcNow().UtcDateTime, ct);
        activity.Client!.NextActivityAt = await db.Set<Activity>()
            .Where(a => a.ClientId == activity.ClientId && a.Id != activityId && (a.Status == ActivityStatus.Planned || a.Status == ActivityStatus.NotStarted))
            .MinAsync(a => a.StartsAt, ct);
        db.Happening = "activity.completed";
        return await db.SaveOrSayWhoAsync(activity, ct);
    }

    private static async Task MarkDoneAsync(CrmDbContext db, Activity activity, Client client, DateTime at, CancellationToken ct)
    {
        activity.DoneAt = at;
        if (activity.Type == ActivityType.Meeting)
        {
            activity.MeetingNumber = 1 + await db.Set<Activity>().CountAsync(
                a => a.ClientId == client.Id && a.Id != activity.Id && a.Type == ActivityType.Meeting && a.Status == ActivityStatus.Held, ct);
        }

        if (activity.Type is ActivityType.Phone or ActivityType.Meeting or ActivityType.Email && (client.LastContactAt is null || client.LastContactAt < at))
        {
            client.LastContactAt = at;
        }
    }

    private static ActivityStatus DoneOf(ActivityType type) => type == ActivityType.Task ? ActivityStatus.Done : ActivityStatus.Held;

    private static ActivityStatus PlannedOf(ActivityType type) => type == ActivityType.Task ? ActivityStatus.NotStarted : ActivityStatus.Planned;
}

/// <summary>An activity as a person enters it.</summary>
public sealed record NewActivity
{
    public required ActivityType Type { get; init; }
    public required int ClientId { get; init; }
    public required int AssignedToId { get; init; }
    public bool Done { get; init; }
    public DateTime? StartsAt { get; init; }
    public DateTime? EndsAt { get; init; }
    public int? InvestmentId { get; init; }
    public string? Note { get; init; }
}
