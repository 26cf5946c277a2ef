using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities.Reminding;

/// <summary>A reminder whose moment has come, with all that its mail tells.</summary>
internal sealed record DueReminder
{
    private const string Due = $$"""SELECT * FROM "Activities" WHERE "RemindAt" <= {0} AND {{ActivityClock.Reminding}} ORDER BY "RemindAt" LIMIT {1}""";

    public required int Id { get; init; }
    public required DateTime RemindAt { get; init; }
    public required int UserId { get; init; }
    public string? Email { get; init; }
    public string? Language { get; init; }
    public ActivityType Type { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime? EndsAt { get; init; }
    public int ClientId { get; init; }
    public required string Client { get; init; }
    public string? Phone { get; init; }
    public string? Place { get; init; }
    public string? Investment { get; init; }
    public string? Note { get; init; }

    public static async Task<IReadOnlyList<DueReminder>> NextAsync(CrmDbContext db, DateTime now, int most, CancellationToken ct)
    {
        var ids = await db.Set<Activity>().FromSqlRaw(Due, now, most).Select(a => a.Id).ToListAsync(ct);
        if (ids.Count == 0)
        {
            return [];
        }

        var office = await db.Set<OfficeSettings>().Select(o => o.Language).FirstOrDefaultAsync(ct);
        var due = await db.Set<Activity>().AsNoTracking().Where(a => ids.Contains(a.Id)).OrderBy(a => a.RemindAt).ThenBy(a => a.Id).Select(a => new DueReminder
        {
            Id = a.Id,
            RemindAt = a.RemindAt!.Value,
            UserId = a.AssignedToId,
            Email = a.AssignedTo!.Retired ? null : a.AssignedTo.Email,
            Language = a.AssignedTo.Language ?? office,
            Type = a.Type,
            StartsAt = a.StartsAt!.Value,
            EndsAt = a.EndsAt,
            ClientId = a.ClientId,
            Client = Clients.Client.NameOf(a.Client!.FirstName, a.Client.LastName, a.Client.Company),
            Place = db.Set<DictionaryEntry>().Where(e => e.Id == a.PlaceId).Select(e => e.Name ?? "Place." + e.Key).FirstOrDefault(),
            Investment = a.Investment!.Name,
            Note = a.Note,
        }).ToListAsync(ct);
        var clients = due.Select(d => d.ClientId).Distinct().ToList();
        var phones = await db.Set<ClientPhone>().Where(p => clients.Contains(p.ClientId)).OrderByDescending(p => p.Id)
            .Select(p => new { p.ClientId, p.Raw }).ToListAsync(ct);
        var first = phones.GroupBy(p => p.ClientId).ToDictionary(g => g.Key, g => g.Last().Raw);
        return due.ConvertAll(d => d with { Phone = first.GetValueOrDefault(d.ClientId) });
    }
}
