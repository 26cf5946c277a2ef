using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

public sealed class ActivityQueries(CrmDb crm)
{
    /// <summary>What takes place within a stretch of time, for those the filter names; by its start.</summary>
    public async Task<IReadOnlyList<CalendarRow>> CalendarAsync(Actor actor, UtcRange range, CalendarFilter filter, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await Shown(db, actor, range, filter).ToListAsync(ct);
    }

    internal static IQueryable<CalendarRow> Shown(CrmDbContext db, Actor actor, UtcRange range, CalendarFilter filter)
    {
        // Nothing lasts longer than this, so the index is read from there on instead of from the beginning of time.
        var (from, to, earliest) = (range.FromUtc, range.ToUtc, range.FromUtc - PlannedTime.Longest);
        var shown = db.Set<Activity>().AsNoTracking().VisibleTo(actor).Narrow(filter)
            .Where(a => a.StartsAt >= earliest && a.StartsAt < to && (a.EndsAt > from || a.StartsAt >= from));
        return shown.OrderBy(a => a.StartsAt).ThenBy(a => a.Id).Select(a => new CalendarRow
        {
            Id = a.Id,
            Version = a.Version,
            Type = a.Type,
            Status = a.Status,
            StartsAt = a.StartsAt!.Value,
            EndsAt = a.EndsAt ?? a.StartsAt.Value,
            ClientId = a.ClientId,
            Client = Client.NameOf(a.Client!.FirstName, a.Client.LastName, a.Client.Company),
            AssignedToId = a.AssignedToId,
            Assigned = a.AssignedTo!.FirstName + " " + a.AssignedTo.LastName,
            InvestmentId = a.InvestmentId,
            Investment = a.Investment!.Name,
            PlaceId = a.PlaceId,
            PriorityId = a.PriorityId,
            Reminds = a.RemindAt != null && a.RemindedAt == null,
        });
    }

    /// <summary>Null when there is no such activity or the actor may not see it.</summary>
    public async Task<ActivityFace?> OneAsync(Actor actor, int id, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var activity = await db.Set<Activity>().AsNoTracking().VisibleTo(actor)
            .Include(a => a.Client).Include(a => a.AssignedTo)
            .FirstOrDefaultAsync(a => a.Id == id, ct);
        if (activity is null)
        {
            return null;
        }

        var by = await db.Set<Users.User>().Where(u => u.Id == activity.CreatedById).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct);
        return FaceOf(activity, by, crm.Office.Time);
    }

    /// <summary>"Latest activities" of a card: planned ones and done ones, the newest first.</summary>
    public async Task<IReadOnlyList<ActivityRow>> LatestAsync(Actor actor, int clientId, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await db.Set<Activity>().VisibleTo(actor).Where(a => a.ClientId == clientId)
            .OrderByDescending(a => a.StartsAt ?? a.CreatedAt).ThenByDescending(a => a.Id)
            .Take(take)
            .Select(a => new ActivityRow
            {
                Id = a.Id,
                Version = a.Version,
                Type = a.Type,
                Status = a.Status,
                At = a.StartsAt ?? a.CreatedAt,
                EndsAt = a.EndsAt,
                DoneAt = a.DoneAt,
                Who = a.AssignedTo!.FirstName + " " + a.AssignedTo.LastName,
                Investment = a.Investment!.Name,
                Note = a.Note,
                Incoming = a.Incoming,
            }).ToListAsync(ct);
    }

    private static ActivityFace FaceOf(Activity activity, string? by, OfficeTime time) => new()
    {
        Id = activity.Id,
        Version = activity.Version,
        Status = activity.Status,
        Client = activity.Client!.DisplayName,
        ClientFinished = activity.Client.FinishedAt is not null,
        Assigned = activity.AssignedTo!.FullName,
        CreatedBy = by,
        CreatedAt = activity.CreatedAt,
        StartsAt = activity.StartsAt,
        EndsAt = activity.EndsAt,
        DoneAt = activity.DoneAt,
        MeetingNumber = activity.MeetingNumber,
        Draft = new ActivityDraft
        {
            Type = activity.Type,
            ClientId = activity.ClientId,
            AssignedToId = activity.AssignedToId,
            BranchId = activity.BranchId,
            InvestmentId = activity.InvestmentId,
            Start = activity.StartsAt is { } start ? time.ToLocal(start) : null,
            End = activity.EndsAt is { } end ? time.ToLocal(end) : null,
            PurposeId = activity.PurposeId,
            PriorityId = activity.PriorityId,
            PlaceId = activity.PlaceId,
            ContactWayId = activity.ContactWayId,
            NoteTypeId = activity.NoteTypeId,
            Note = activity.Note,
            ReminderMinutes = activity.ReminderMinutes,
            ExternalId = activity.ExternalId,
        },
    };
}

/// <summary>An activity in a list.</summary>
public sealed record ActivityRow
{
    public required int Id { get; init; }
    public int Version { get; init; }
    public ActivityType Type { get; init; }
    public ActivityStatus Status { get; init; }
    public DateTime At { get; init; }
    public DateTime? EndsAt { get; init; }
    public DateTime? DoneAt { get; init; }
    public required string Who { get; init; }
    public string? Investment { get; init; }
    /// <summary>Written by the client.</summary>
    public bool Incoming { get; init; }

    public string? Note { get; init; }
    public bool IsOpen => Type != ActivityType.Note && Status.IsOpen;
}
