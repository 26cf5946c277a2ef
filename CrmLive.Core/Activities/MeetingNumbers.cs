using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>R5: 1 is the first meeting held with the client. One registered late, taken back, or brought along by a merge moves the numbers of those after it.</summary>
public sealed class MeetingNumbers : IClientsJoined
{
    internal static void Set(IEnumerable<Activity> heldWithOneClient)
    {
        var number = 0;
        foreach (var meeting in heldWithOneClient.OrderBy(a => a.StartsAt ?? a.DoneAt).ThenBy(a => a.Id == 0 ? int.MaxValue : a.Id))
        {
            meeting.MeetingNumber = ++number;
        }
    }

    public async Task JoinedAsync(CrmDbContext db, IReadOnlyCollection<int> clientIds, CancellationToken ct)
    {
        var held = await db.Set<Activity>()
            .Where(a => clientIds.Contains(a.ClientId) && a.Type == ActivityType.Meeting && a.Status == ActivityStatus.Held).ToListAsync(ct);
        // By whose they are now, which the database does not know yet.
        foreach (var ofOne in held.GroupBy(a => a.ClientId))
        {
            Set(ofOne);
        }
    }
}
