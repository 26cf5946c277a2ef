using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

/// <summary>
/// Tells the advisor what time has done to their client's reservation: a task to speak with the client, reminded of at once, so the bell
/// rings and a mail goes, it can be put off, and the client has a next step.
/// </summary>
internal static class ReservationNews
{
    public static async Task TellAsync(CrmDbContext db, Unit unit, Agreement agreement, OfficeTime time, DateTime now, CancellationToken ct)
    {
        var client = await db.Set<Client>().AsNoTracking().Where(c => c.Id == agreement.ClientId)
            .Select(c => new { c.AdvisorId, c.BranchId, c.FinishedAt }).FirstAsync(ct);
        var advisor = client.AdvisorId ?? agreement.AdvisorId;
        if (client.FinishedAt is not null || await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == advisor && !u.Retired, ct) is not { } person)
        {
            return;
        }

        var investment = await db.Set<Investment>().Where(i => i.Id == unit.InvestmentId).Select(i => i.Name).FirstAsync(ct);
        var words = new MailWords(person.Language ?? await db.Set<OfficeSettings>().Select(o => o.Language).FirstOrDefaultAsync(ct));
        var until = time.ToLocal(agreement.ExpiresAt ?? now).ToString("d MMMM, HH:mm", words.Culture);
        var at = time.NextOpen(now);
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
        // A minute is the smallest step a reminder knows; what is a little too early fires at once.
        var ahead = (int)Math.Max(0, Math.Ceiling((at - now).TotalMinutes));
        var task = new Activity
        {
            Type = ActivityType.Task,
            Status = ActivityType.Task.WhenPlanned,
            WasPlanned = true,
            ClientId = agreement.ClientId,
            BranchId = client.BranchId,
            AssignedToId = person.Id,
            InvestmentId = unit.InvestmentId,
            StartsAt = at,
            EndsAt = at + ActivityType.Task.UsualLength,
            LocalStart = PlannedTime.Text(time.ToLocal(at)),
            ReminderMinutes = ahead,
            RemindAt = at.AddMinutes(-ahead),
            Note = words[agreement.Status == AgreementStatus.Expired ? "Reservation.Expired" : "Reservation.MovedUp", investment, unit.Number, until],
            CreatedAt = now,
            CreatedById = db.Actor.UserId,
        };
        db.Add(task);
        db.Tell(task, "activity.planned-reservation");
    }
}
