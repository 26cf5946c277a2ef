using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Data;

/// <summary>What a client's row keeps of other rows, found again the long way round: every activity and every call is looked at.</summary>
public static class KeptFacts
{
    public static async Task<List<string>> DifferencesAsync(CrmDbContext db)
    {
        var activities = (await db.Set<Activity>().AsNoTracking().ToListAsync()).ToLookup(a => a.ClientId);
        var talks = (await db.Set<Call>().AsNoTracking().Where(c => c.ClientId != null && c.AnsweredAt != null).ToListAsync()).ToLookup(c => c.ClientId!.Value);
        var wrong = new List<string>();
        foreach (var client in await db.Set<Client>().AsNoTracking().ToListAsync())
        {
            var next = activities[client.Id].Where(a => a.Type != ActivityType.Note && a.Status.IsOpen).Min(a => a.StartsAt);
            var last = activities[client.Id]
                .Where(a => a is { Status: ActivityStatus.Held, Type: ActivityType.Phone or ActivityType.Meeting or ActivityType.Email })
                .Select(a => a.DoneAt).Concat(talks[client.Id].Select(c => c.AnsweredAt)).Max();
            if ((client.NextActivityAt, client.LastContactAt) != (next, last))
            {
                wrong.Add($"client {client.Id} says next {client.NextActivityAt:s}, last {client.LastContactAt:s}, and the rows {next:s}, {last:s}");
            }
        }

        return wrong;
    }
}
