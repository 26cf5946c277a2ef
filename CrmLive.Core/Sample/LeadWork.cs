using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>An advisor takes up the lead that has waited longest for them and makes a client of it, unless a user was quicker.</summary>
internal sealed class LeadWork(CrmDb crm, OfficeFloor floor, LeadIntake leads, ClientCommands clients, Dice dice, TimeSpan mean) : Habit(dice, mean)
{
    /// <summary>So long a new lead is left for whoever sits at a real keyboard.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public override async Task HappenAsync(DateTime now, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var advisors = floor.FreeAdvisors.Select(a => (int?)a.UserId).ToList();
        var lead = await db.Set<Lead>().AsNoTracking()
            .Where(l => l.Status == LeadStatus.New && l.TakenById == null && l.Kind == LeadKind.Text && l.At < now - Grace && advisors.Contains(l.AdvisorId))
            .OrderBy(l => l.At)
            .FirstOrDefaultAsync(ct);
        if (lead is null || floor.Find(lead.AdvisorId) is not { } advisor || await floor.ActorOfAsync(advisor, ct) is not { } actor
            || !(await leads.TakeUpAsync(actor, lead.Id, ct)).Ok)
        {
            return;
        }

        var name = lead.Name?.Split(' ', 2) ?? [];
        await clients.CreateAsync(actor, new NewClient
        {
            FirstName = name.FirstOrDefault(),
            LastName = name.Length > 1 ? name[1] : null,
            Phone = lead.Phone,
            Email = lead.Email,
            AdvisorId = advisor.UserId,
            BranchId = advisor.BranchId,
            SourceId = lead.SourceId,
            InvestmentId = lead.InvestmentId,
        }, ct);
    }
}
