using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Leads;

/// <summary>The one way in of leads: forms, portals, mails, hands and the sample office all come through here.</summary>
public sealed class LeadIntake(CrmDb crm)
{
    public async Task<Saved> TakeAsync(Actor actor, NewLead appeal, CancellationToken ct)
    {
        actor.Require(LeadPermissions.Edit);
        if (string.IsNullOrWhiteSpace(appeal.Phone + appeal.Email + appeal.Name + appeal.Comment))
        {
            return Saved.Invalid(new Problem(nameof(NewLead.Phone), "LeadNeedsSomething"));
        }

        await using var db = crm.Open(actor);
        return await db.SaveOrSayWhoAsync(await AddAsync(db, appeal, ct), ct);
    }

    /// <summary>In the save of whoever took the appeal in (a portal's mail).</summary>
    internal async Task<Lead> AddAsync(CrmDbContext db, NewLead appeal, CancellationToken ct)
    {
        var e164 = PhoneNumber.TryE164(appeal.Phone, await db.CountryAsync(ct));
        var client = await KnownAsync(db, e164, appeal.Email, ct);
        var lead = new Lead
        {
            At = appeal.At ?? crm.Clock.GetUtcNow().UtcDateTime,
            Kind = appeal.Kind,
            // A later appeal of somebody we know is linked at once, and goes to whoever serves them.
            Status = client is null ? LeadStatus.New : LeadStatus.Linked,
            ClientId = client?.Id,
            AdvisorId = client?.AdvisorId ?? await NextInTurnAsync(db, appeal.DepartmentId, ct),
            BranchId = client?.BranchId ?? await db.Set<Department>().Where(d => d.Id == appeal.DepartmentId).Select(d => (int?)d.BranchId).FirstOrDefaultAsync(ct),
            Name = appeal.Name?.Trim(),
            Phone = appeal.Phone?.Trim(),
            PhoneE164 = e164,
            Email = appeal.Email?.Trim(),
            EmailFolded = string.IsNullOrWhiteSpace(appeal.Email) ? null : ClientCommands.Fold(appeal.Email),
            Comment = appeal.Comment,
            SourceId = appeal.SourceId,
            DepartmentId = appeal.DepartmentId,
            InvestmentId = appeal.InvestmentId,
            CallId = appeal.CallId,
            ExternalId = appeal.ExternalId,
            ChannelId = await db.WordIdAsync(DictionaryKind.Channel, appeal.Channel, ct),
            SearchKey = SearchKey.Of(appeal.Name),
        };
        db.Add(lead);
        return lead;
    }

    /// <summary>An advisor takes the lead up; nobody else can any more.</summary>
    public async Task<Saved> TakeUpAsync(Actor actor, int leadId, CancellationToken ct)
    {
        actor.Require(LeadPermissions.Edit);
        await using var db = crm.Open(actor);
        if (await db.Set<Lead>().VisibleTo(actor).Include(l => l.Advisor).FirstOrDefaultAsync(l => l.Id == leadId, ct) is not { } lead)
        {
            return Saved.Gone;
        }

        if (lead.TakenById is not null)
        {
            return Saved.Conflict(lead.Advisor?.FullName, lead.TakenAt);
        }

        lead.TakenById = lead.AdvisorId = actor.UserId;
        lead.TakenAt = crm.Clock.GetUtcNow().UtcDateTime;
        lead.Status = lead.Status == LeadStatus.New ? LeadStatus.InWork : lead.Status;
        db.Happening = "lead.taken";
        return await db.SaveOrSayWhoAsync(lead, ct);
    }

    /// <summary>C21: the lead has become this client, and remembers when. Who converted it first stays.</summary>
    public async Task<Saved> ConvertAsync(Actor actor, int leadId, int clientId, CancellationToken ct)
    {
        actor.Require(LeadPermissions.Edit);
        await using var db = crm.Open(actor);
        if (await db.Set<Lead>().VisibleTo(actor).FirstOrDefaultAsync(l => l.Id == leadId && l.Status != LeadStatus.Deleted, ct) is not { } lead
            || !await db.Set<Client>().VisibleTo(actor).AnyAsync(c => c.Id == clientId, ct))
        {
            return Saved.Gone;
        }

        if (lead.ConvertedAt is { } already)
        {
            return Saved.Conflict(null, already);
        }

        (lead.ClientId, lead.Status, lead.ConvertedAt) = (clientId, LeadStatus.Converted, crm.Clock.GetUtcNow().UtcDateTime);
        db.Happening = "lead.converted";
        return await db.SaveOrSayWhoAsync(lead, ct);
    }

    private static async Task<Client?> KnownAsync(CrmDbContext db, string? e164, string? email, CancellationToken ct)
    {
        var folded = string.IsNullOrWhiteSpace(email) ? null : ClientCommands.Fold(email);
        return await db.Set<Client>().AsNoTracking()
            .Where(c => (e164 != null && c.Phones.Any(p => p.E164 == e164)) || (folded != null && c.Emails.Any(e => e.Folded == folded)))
            .OrderBy(c => c.Id)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>C21: in turn among those of the department who are not away; whoever has waited longest is next.</summary>
    /// <remarks>Who never had one comes first: without the epoch SQLite would sort their null first and PostgreSQL last.</remarks>
    private async Task<int?> NextInTurnAsync(CrmDbContext db, int? departmentId, CancellationToken ct)
    {
        var today = crm.Office.Time.Today(crm.Clock);
        return await db.Set<User>()
            .Where(u => u.DepartmentId == departmentId && departmentId != null && !u.Retired && !u.Away)
            .Where(u => !db.Set<Absence>().Any(a => a.UserId == u.Id && a.From <= today && today <= a.To))
            .OrderBy(u => db.Set<Lead>().Where(l => l.AdvisorId == u.Id).Max(l => (DateTime?)l.At) ?? DateTime.UnixEpoch)
            .ThenBy(u => u.Id)
            .Select(u => (int?)u.Id)
            .FirstOrDefaultAsync(ct);
    }
}
