using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>A viewing at ten stays at ten: when the rules of the office's zone are no longer those it was planned under, its moment moves and its hour stays.</summary>
internal static class WallTimes
{
    private const int Batch = 500;

    public static async Task<int> KeepAsync(CrmDb crm, CancellationToken ct)
    {
        var (now, last, kept) = (crm.Clock.GetUtcNow().UtcDateTime, 0, 0);
        var open = ActivityStatuses.Open;
        while (true)
        {
            await using var db = crm.Open(Actor.System);
            var planned = await db.Set<Activity>()
                .Where(a => a.Id > last && a.StartsAt > now && open.Contains(a.Status) && a.LocalStart != null)
                .OrderBy(a => a.Id).Take(Batch).ToListAsync(ct);
            if (planned.Count == 0)
            {
                return kept;
            }

            foreach (var activity in planned.Where(a => PlannedTime.Text(crm.Office.Time.ToLocal(a.StartsAt!.Value)) != a.LocalStart))
            {
                var start = crm.Office.Time.ToUtc(DateTime.ParseExact(activity.LocalStart!, PlannedTime.Wall, null));
                var by = start - activity.StartsAt!.Value;
                (activity.StartsAt, activity.EndsAt, activity.RemindAt) = (start, activity.EndsAt + by, activity.RemindAt + by);
                db.Tell(activity, "activity.moved");
                kept++;
            }

            await db.SaveChangesAsync(ct);
            last = planned[^1].Id;
        }
    }
}
