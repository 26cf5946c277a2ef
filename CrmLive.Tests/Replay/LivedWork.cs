using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;
using CrmLive.Tests.Common;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Replay;

/// <summary>What people do on a lived day, and what the office decides about them: activities, cards, plans, absences, weights.</summary>
internal sealed class LivedWork(LivedOffice lived)
{
    private readonly Random _random = lived.Random;

    public Task WriteDownAsync() => lived.SaveAsync(Changed(new Activity { AssignedToId = lived.Somebody.Id, ClientId = lived.Client, CreatedAt = lived.Now }));

    public Task ChangeAsync() => lived.ChangeAsync<Activity>(activity => Changed(activity));

    public Task PlanAsync() => lived.ChangeAsync<Plan>(plan => (plan.Meetings, plan.Total) = (_random.Next(5), _random.Next(3) == 0 ? _random.Next(9) : 0));

    public Task NameAsync() => lived.ChangeAsync<User>(user => (user.Away, user.LastName) = (_random.Next(2) == 0, _random.Next(4) == 0 ? $"Renamed{_random.Next(9)}" : user.LastName));

    /// <summary>Somebody's number becomes known, or their name another.</summary>
    public Task CardAsync() => _random.Next(2) == 0
        ? lived.ChangeAsync<Client>(client => (client.LastName, client.AdvisorId, client.IsKey) = ($"Nowy{_random.Next(99)}", lived.Somebody.Id, _random.Next(2) == 0))
        : lived.SaveAsync(new ClientPhone { ClientId = lived.Client, Raw = "601", E164 = LivedOffice.Numbers[_random.Next(LivedOffice.Numbers.Length)] });

    /// <summary>Somebody is to be away, or contacts are worth something else from a day on.</summary>
    public async Task WeighAsync()
    {
        var day = At.Warsaw.DayOf(lived.Now);
        if (_random.Next(2) == 0)
        {
            await lived.SaveAsync(new Absence { UserId = lived.Somebody.Id, From = day.AddDays(_random.Next(-1, 2)), To = day.AddDays(_random.Next(2)) });
            return;
        }

        await using var db = lived.Office.Crm.Open(Actor.System);
        var from = day.AddDays(-_random.Next(4));
        var weights = await db.Set<Weights>().SingleOrDefaultAsync(w => w.ValidFrom == from) ?? db.Add(new Weights { ValidFrom = from }).Entity;
        (weights.Meeting, weights.Call, weights.Email) = (_random.Next(9), _random.Next(4), _random.Next(3));
        await db.SaveChangesAsync();
    }

    private Activity Changed(Activity activity)
    {
        activity.Type = Enum.GetValues<ActivityType>()[_random.Next(5)];
        (activity.AssignedToId, activity.ClientId) = (lived.Somebody.Id, lived.Client);
        var done = _random.Next(3) > 0;
        (activity.Status, activity.DoneAt) = (done ? activity.Type.WhenDone : activity.Type.WhenPlanned, done ? lived.Now.AddMinutes(-_random.Next(3 * 24 * 60)) : null);
        activity.StartsAt = lived.Now.AddMinutes(_random.Next(-600, 600));
        activity.EndsAt = activity.StartsAt!.Value.AddMinutes(_random.Next(15, 180));
        return activity;
    }
}
