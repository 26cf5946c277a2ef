using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Kpi;

/// <summary>A second opinion on what counts (K11): every row is looked at, one after the other, with the days of the 24th and 25th of October worked out by hand.</summary>
internal static class NaiveScore
{
    // Warsaw: summer time until the 25th at three, so the two days last from 22:00 UTC on the 23rd to 23:00 UTC on the 25th.
    private static readonly DateTime From = Utc(23, 22), Turn = Utc(24, 22), To = Utc(25, 23);

    public static async Task<(Tally Facts, long Points)> OfAsync(TestOffice office, int user)
    {
        await using var db = office.Crm.Open(Actor.System);
        var (tally, points) = (new Tally(0, 0, 0), 0L);
        foreach (var activity in await db.Set<Activity>().AsNoTracking().ToListAsync())
        {
            if (activity.AssignedToId != user || activity.DoneAt is not { } at || at < From || at >= To || activity.Status != ActivityStatus.Held)
            {
                continue;
            }

            var old = at < Turn;
            switch (activity.Type)
            {
                case ActivityType.Meeting: (tally, points) = (tally + new Tally(1, 0, 0), points + (old ? 5 : 7)); break;
                case ActivityType.Email: (tally, points) = (tally + new Tally(0, 0, 1), points + (old ? 1 : 2)); break;
                case ActivityType.Phone when activity.CallId is null: (tally, points) = (tally + new Tally(0, 1, 0), points + (old ? 2 : 3)); break;
            }
        }

        foreach (var call in await db.Set<Call>().AsNoTracking().ToListAsync())
        {
            var over = call.Status is not (CallStatus.Ringing or CallStatus.Talking or CallStatus.OnHold or CallStatus.Transferring);
            if (over && call.UserId == user && call is { LongEnough: true, ClientId: not null } && call.StartedAt >= From && call.StartedAt < To)
            {
                (tally, points) = (tally + new Tally(0, 1, 0), points + (call.StartedAt < Turn ? 2 : 3));
            }
        }

        return (tally, points);
    }

    private static DateTime Utc(int day, int hour) => new(2026, 10, day, hour, 0, 0, DateTimeKind.Utc);
}
