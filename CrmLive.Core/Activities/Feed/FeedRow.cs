using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities.Feed;

/// <summary>An activity as a subscribed calendar shows it.</summary>
internal sealed record FeedRow
{
    public required int Id { get; init; }
    public int Version { get; init; }
    public ActivityType Type { get; init; }
    public ActivityStatus Status { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime EndsAt { get; init; }
    public DateTime CreatedAt { get; init; }
    public required string Client { get; init; }
    public string? Place { get; init; }
    public string? Investment { get; init; }
    public string? Note { get; init; }
    public bool IsOff => Status is ActivityStatus.Cancelled or ActivityStatus.NotHeld;

    public static Task<List<FeedRow>> OfAsync(CrmDbContext db, Actor actor, DateTime from, DateTime to, CancellationToken ct) =>
        db.Set<Activity>().AsNoTracking().VisibleTo(actor)
            .Where(a => a.AssignedToId == actor.UserId && a.StartsAt >= from && a.StartsAt < to)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Id)
            .Select(a => new FeedRow
            {
                Id = a.Id,
                Version = a.Version,
                Type = a.Type,
                Status = a.Status,
                StartsAt = a.StartsAt!.Value,
                EndsAt = a.EndsAt ?? a.StartsAt.Value,
                CreatedAt = a.CreatedAt,
                Client = Clients.Client.NameOf(a.Client!.FirstName, a.Client.LastName, a.Client.Company),
                Place = db.Set<DictionaryEntry>().Where(e => e.Id == a.PlaceId).Select(e => e.Name ?? "Place." + e.Key).FirstOrDefault(),
                Investment = a.Investment!.Name,
                Note = a.Note,
            }).ToListAsync(ct);
}
