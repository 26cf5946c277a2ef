using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>Planned things get done, mails get written, next steps get planned.</summary>
internal sealed class DeskWork(CrmDb crm, OfficeFloor floor, ActivityCommands activities, Dice dice, TimeSpan mean) : Habit(dice, mean)
{
    public override async Task HappenAsync(DateTime now, CancellationToken ct)
    {
        var free = floor.FreeAdvisors;
        if (free.Count == 0 || Dice.Pick(free) is not { } advisor || await floor.ActorOfAsync(advisor, ct) is not { } actor)
        {
            return;
        }

        await using var db = crm.Open(Actor.System);
        var due = await db.Set<Activity>().AsNoTracking()
            .Where(a => a.AssignedToId == advisor.UserId && a.Status == ActivityStatus.Planned && a.EndsAt < now)
            .OrderByDescending(a => a.StartsAt)
            .FirstOrDefaultAsync(ct);
        if (due is not null && Dice.Chance(0.5))
        {
            await activities.CompleteAsync(actor, due.Id, Dice.Pick(due.Type == ActivityType.Meeting ? Sayings.Meeting : Sayings.FollowUp), ct);
            await PlanAsync(actor, advisor, due.ClientId, due.InvestmentId, now, ct);
        }
        else if (floor.Clients.Where(c => c.AdvisorId == advisor.UserId).ToList() is { Count: > 0 } theirs)
        {
            await activities.AddAsync(actor, new NewActivity
            {
                Type = ActivityType.Email, ClientId = Dice.Pick(theirs).ClientId, AssignedToId = advisor.UserId, Done = true,
                StartsAt = now, EndsAt = now.AddMinutes(5), Note = Dice.Pick(Sayings.Email),
            }, ct);
        }
    }

    private async Task PlanAsync(Actor actor, Worker advisor, int clientId, int? investment, DateTime now, CancellationToken ct)
    {
        var at = crm.Office.Time.NextOpen(now.AddDays(Dice.Between(1, 6)));
        await activities.AddAsync(actor, new NewActivity
        {
            Type = Dice.Chance(0.3) ? ActivityType.Meeting : ActivityType.Phone, ClientId = clientId, AssignedToId = advisor.UserId,
            InvestmentId = investment, StartsAt = at, EndsAt = at.AddMinutes(30),
        }, ct);
    }
}
