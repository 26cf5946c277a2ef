using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

internal sealed partial class ActivityDesk
{
    /// <summary>
    /// K11: a phone activity about a talk that the exchange has counted already is not another contact. Calls are a room that knows this
    /// one, so their table is all that is said of them; a talk that is still going on finds its activity when it ends.
    /// </summary>
    private async Task WriteUpAsync(Activity activity, CancellationToken ct)
    {
        if (activity is not { Type: ActivityType.Phone, Status: ActivityStatus.Held, DoneAt: { } done })
        {
            activity.CallId = null;
            return;
        }

        var day = time.Day(time.DayOf(done));
        activity.CallId = await db.Database.SqlQuery<int?>(
            $"""
            SELECT min("c"."Id") AS "Value" FROM "Calls" AS "c"
            WHERE "c"."UserId" = {activity.AssignedToId} AND "c"."ClientId" = {activity.ClientId} AND "c"."LongEnough"
              AND "c"."StartedAt" >= {day.FromUtc} AND "c"."StartedAt" < {day.ToUtc}
              AND NOT EXISTS (SELECT 1 FROM "Activities" AS "a" WHERE "a"."CallId" = "c"."Id" AND "a"."Id" <> {activity.Id})
            """).SingleAsync(ct);
    }
}
