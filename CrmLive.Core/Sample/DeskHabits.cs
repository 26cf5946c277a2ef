using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>Somebody writes from the site or a portal; an advisor takes it up after a while and makes a client of it.</summary>
internal sealed class Enquiries(
    CrmDb crm, OfficeFloor floor, Agenda agenda, LeadIntake leads, ClientCommands clients, Dice dice, TimeSpan mean) : Habit(dice, mean)
{
    public override async Task HappenAsync(DateTime now, CancellationToken ct)
    {
        var who = Strangers.Next(now, Dice);
        await using var db = crm.Open(Actor.System);
        var departments = await db.Set<Department>().Where(d => d.TakesLeads).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(ct);
        var sources = await db.Set<Source>().Where(s => !s.Retired).OrderBy(s => s.Id).Select(s => s.Id).Take(4).ToListAsync(ct);
        var investments = await db.Set<Investment>().Where(i => !i.Retired).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(ct);
        if (departments.Count == 0 || sources.Count == 0 || investments.Count == 0)
        {
            return;
        }

        var appeal = new NewLead
        {
            Kind = LeadKind.Text,
            Channel = "site",
            Name = $"{who.FirstName} {who.LastName}",
            Phone = who.Phone,
            Email = who.Email,
            Comment = Dice.Pick(Sayings.Enquiry),
            SourceId = Dice.Pick(sources),
            DepartmentId = Dice.Pick(departments),
            InvestmentId = Dice.Pick(investments),
        };
        var taken = await leads.TakeAsync(Actor.System, appeal, ct);
        if (taken.Ok && Dice.Chance(0.8))
        {
            agenda.At(now.AddSeconds(Dice.LongTailed(240, 0.8)), later => TakeUpAsync(taken.Id, appeal, who, later));
        }
    }

    private async Task TakeUpAsync(int leadId, NewLead appeal, Persona who, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var lead = await db.Set<Lead>().AsNoTracking().Where(l => l.Id == leadId).Select(l => new { l.AdvisorId, l.Status }).FirstOrDefaultAsync(ct);
        // A colleague at a real keyboard may have been quicker.
        if (lead is not { Status: LeadStatus.New } || floor.Find(lead.AdvisorId) is not { } advisor || await floor.ActorOfAsync(advisor, ct) is not { } actor)
        {
            return;
        }

        if ((await leads.TakeUpAsync(actor, leadId, ct)).Ok)
        {
            await clients.CreateAsync(actor, new NewClient
            {
                FirstName = who.FirstName,
                LastName = who.LastName,
                Town = who.Town,
                Phone = who.Phone,
                Email = who.Email,
                AdvisorId = advisor.UserId,
                BranchId = advisor.BranchId,
                SourceId = appeal.SourceId,
                InvestmentId = appeal.InvestmentId,
            }, ct);
        }
    }
}

/// <summary>A broker hands a client in.</summary>
internal sealed class BrokerReports(CrmDb crm, SubmissionIntake submissions, Dice dice, TimeSpan mean) : Habit(dice, mean)
{
    public override async Task HappenAsync(DateTime now, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var forms = await db.Set<BrokerForm>().AsNoTracking().Include(f => f.Investments).Where(f => f.On).OrderBy(f => f.Id).ToListAsync(ct);
        if (forms.Count == 0)
        {
            return;
        }

        var form = Dice.Pick(forms);
        var who = Strangers.Next(now, Dice);
        var broker = Brokers.PersonOf(form.Id, Dice);
        await submissions.TakeAsync(Actor.System, new NewSubmission
        {
            BrokerFormId = form.Id,
            InvestmentId = form.Investments.Count > 0 ? Dice.Pick(form.Investments).InvestmentId : null,
            FirstName = who.FirstName!,
            LastName = who.LastName!,
            Phone = who.Phone is { } phone ? Persona.Spelled(phone, Dice) : null,
            Email = who.Email,
            Note = Dice.Chance(0.5) ? Dice.Pick(Sayings.FirstTalk) : null,
            BrokerName = broker,
            BrokerEmail = Brokers.AddressOf(broker),
        }, ct);
    }
}

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
        var at = crm.Office.Time.NextOpen(now.AddDays(Dice.Between(1, 6)), Scenery.Hours);
        await activities.AddAsync(actor, new NewActivity
        {
            Type = Dice.Chance(0.3) ? ActivityType.Meeting : ActivityType.Phone, ClientId = clientId, AssignedToId = advisor.UserId,
            InvestmentId = investment, StartsAt = at, EndsAt = at.AddMinutes(30),
        }, ct);
    }
}

/// <summary>People nobody in the office knows yet; the moment makes their numbers, so a restart does not bring the same ones again.</summary>
internal static class Strangers
{
    private const int First = 6_000_000;

    public static Persona Next(DateTime now, Dice dice) => Persona.Of(dice, First + (int)(now.Ticks / TimeSpan.TicksPerSecond % 900_000));
}
