using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>Somebody writes from the site or a portal.</summary>
internal sealed class Enquiries(CrmDb crm, LeadIntake leads, Dice dice, TimeSpan mean) : Habit(dice, mean)
{
    public override async Task HappenAsync(DateTime now, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var departments = await db.Set<Department>().Where(d => d.TakesLeads).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(ct);
        var sources = await db.Set<Source>().Where(s => !s.Retired).OrderBy(s => s.Id).Select(s => s.Id).Take(4).ToListAsync(ct);
        var investments = await db.Set<Investment>().Where(i => !i.Retired).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(ct);
        if (departments.Count == 0 || sources.Count == 0 || investments.Count == 0)
        {
            return;
        }

        var who = Strangers.Next(now, Dice);
        await leads.TakeAsync(Actor.System, new NewLead
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
        }, ct);
    }
}
