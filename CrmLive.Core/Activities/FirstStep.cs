using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>A17: a new client is rung, or written to where there is only an address; without either the card shows "no next step".</summary>
public sealed class FirstStep(CrmDb crm) : IClientWelcome
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);

    public async Task WelcomeAsync(CrmDbContext db, Client client, CancellationToken ct)
    {
        ActivityType? type = client.Phones.Count > 0 ? ActivityType.Phone : client.Emails.Count > 0 ? ActivityType.Email : null;
        if (type is not { } kind || (client.AdvisorId ?? db.Actor.UserId) is not { } person
            || await WhenAsync(db, person, kind.UsualLength, ct) is not { } at)
        {
            return;
        }

        var step = new Activity
        {
            Type = kind,
            Status = kind.WhenPlanned,
            Client = client,
            BranchId = client.BranchId,
            AssignedToId = person,
            InvestmentId = client.Interests.Count == 1 ? client.Interests[0].InvestmentId : null,
            StartsAt = at,
            EndsAt = at + kind.UsualLength,
            LocalStart = PlannedTime.Text(crm.Office.Time.ToLocal(at)),
            WasPlanned = true,
            CreatedAt = client.CreatedAt,
            CreatedById = client.CreatedById,
        };
        db.Add(step);
        db.Tell(step, "activity.planned-first");
    }

    /// <summary>In a quarter of an hour when the person works then, else when their next working day begins.</summary>
    private async Task<DateTime?> WhenAsync(CrmDbContext db, int person, TimeSpan length, CancellationToken ct)
    {
        var (time, now) = (crm.Office.Time, crm.Clock.GetUtcNow().UtcDateTime);
        var today = time.DayOf(now);
        var horizon = today.AddYears(1);
        var absences = await db.Set<Absence>().Where(a => a.UserId == person && a.To >= today).Select(a => new { a.From, a.To }).ToListAsync(ct);
        for (var day = today; day < horizon; day = day.AddDays(1))
        {
            if (time.Open(day) is not { } open || absences.Exists(a => a.From <= day && day <= a.To))
            {
                continue;
            }

            var soon = now + Soon;
            if (day == today && open.Contains(now) && soon + length <= open.ToUtc)
            {
                // Whole minutes: nobody's calendar begins at 10:15:37.
                return soon.AddTicks(-(soon.Ticks % TimeSpan.TicksPerMinute));
            }

            if (open.FromUtc >= now)
            {
                return open.FromUtc;
            }
        }

        return null;
    }
}
