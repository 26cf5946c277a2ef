using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>R5: 1 is the first meeting held with the client. One registered late, taken back, or brought along by a merge moves the numbers of those after it.</summary>
public sealed class MeetingNumbers : IClientsJoined
{
    /// <summary>Of two meetings written down at once each is numbered without the other: one number stands twice, or one is left out.</summary>
    internal const string StillRight =
        """
        SELECT 1 FROM (SELECT count(*) AS "Held", count(DISTINCT "MeetingNumber") AS "Numbers", coalesce(max("MeetingNumber"), 0) AS "Last"
            FROM "Activities" WHERE "ClientId" = @Id AND "Type" = 1 AND "Status" = 1) AS "Meetings"
        WHERE "Held" = "Numbers" AND "Held" = "Last"
        """;

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
        foreach (var id in clientIds)
        {
            db.OnlyIf(StillRight, id);
        }

        // By whose they are now, which the database does not know yet.
        foreach (var ofOne in held.GroupBy(a => a.ClientId))
        {
            Set(ofOne);
        }
    }
}
