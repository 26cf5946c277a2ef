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
            await activities.SetStatusAsync(actor, due.Id, due.Version, new ActivityOutcome(due.Type.WhenDone)
            {
                Note = Dice.Pick(due.Type == ActivityType.Meeting ? Sayings.Meeting : Sayings.FollowUp),
                Next = Next(advisor, due, now),
            }, ct);
        }
        else if (floor.Clients.Where(c => c.AdvisorId == advisor.UserId).ToList() is { Count: > 0 } theirs)
        {
            await activities.RegisterAsync(actor, new ActivityDraft
            {
                Type = ActivityType.Email, ClientId = Dice.Pick(theirs).ClientId, AssignedToId = advisor.UserId,
                Start = now.AddMinutes(-5), End = now, Note = Dice.Pick(Sayings.Email),
            }, ct);
        }
    }

    private ActivityDraft Next(Worker advisor, Activity done, DateTime now)
    {
        var at = crm.Office.Time.NextOpen(now.AddDays(Dice.Between(1, 6)));
        return new ActivityDraft
        {
            Type = Dice.Chance(0.3) ? ActivityType.Meeting : ActivityType.Phone, ClientId = done.ClientId, AssignedToId = advisor.UserId,
            InvestmentId = done.InvestmentId, Start = at, End = at.AddMinutes(30),
        };
    }
}
