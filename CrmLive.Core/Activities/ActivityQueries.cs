using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

public sealed class ActivityQueries(CrmDb crm)
{
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
                Type = a.Type,
                Status = a.Status,
                At = a.StartsAt ?? a.CreatedAt,
                Who = a.AssignedTo!.FirstName + " " + a.AssignedTo.LastName,
                Note = a.Note,
            }).ToListAsync(ct);
    }
}

/// <summary>An activity in a list.</summary>
public sealed record ActivityRow
{
    public required int Id { get; init; }
    public ActivityType Type { get; init; }
    public ActivityStatus Status { get; init; }
    public DateTime At { get; init; }
    public required string Who { get; init; }
    public string? Note { get; init; }
}
