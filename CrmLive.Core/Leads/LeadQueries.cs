using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Data.Finding;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Leads;

public sealed class LeadQueries(CrmDb crm)
{
    public async Task<IReadOnlyList<LeadRow>> OfClientAsync(Actor actor, int clientId, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await Rows(db.Set<Lead>().VisibleTo(actor).Where(l => l.ClientId == clientId)).Take(take).ToListAsync(ct);
    }

    /// <summary>Null when there is none, or not for this actor.</summary>
    public async Task<LeadCard?> CardAsync(Actor actor, int id, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var lead = await db.Set<Lead>().VisibleTo(actor).Where(l => l.Id == id && l.Status != LeadStatus.Deleted).Select(l => new LeadCard
        {
            Id = l.Id,
            Name = l.Name,
            Phone = l.Phone,
            PhoneE164 = l.PhoneE164,
            Email = l.Email,
            Comment = l.Comment,
            SourceId = l.SourceId,
            AdvisorId = l.AdvisorId,
            BranchId = l.BranchId,
            InvestmentId = l.InvestmentId,
            ClientId = l.ClientId,
        }).FirstOrDefaultAsync(ct);
        return lead is null ? null : lead with { Known = [.. await KnownAsync(db, actor, lead, ct)] };
    }

    private static async Task<IReadOnlyList<int>> KnownAsync(CrmDbContext db, Actor actor, LeadCard lead, CancellationToken ct)
    {
        if (lead.ClientId is { } linked)
        {
            return [linked];
        }

        var folded = string.IsNullOrWhiteSpace(lead.Email) ? null : ClientCommands.Fold(lead.Email);
        return await db.Set<Client>().VisibleTo(actor)
            .Where(c => (lead.PhoneE164 != null && c.Phones.Any(p => p.E164 == lead.PhoneE164)) || (folded != null && c.Emails.Any(e => e.Folded == folded)))
            .OrderBy(c => c.Id).Take(5).Select(c => c.Id).ToListAsync(ct);
    }

    /// <summary>P12: by name, telephone in any spelling, or e-mail; newest first.</summary>
    public async Task<IReadOnlyList<LeadRow>> FindAsync(Actor actor, string typed, int take, CancellationToken ct)
    {
        if (!actor.May(LeadPermissions.View))
        {
            return [];
        }

        await using var db = crm.Open(actor);
        var visible = db.Set<Lead>().AsNoTracking().VisibleTo(actor).Where(l => l.Status != LeadStatus.Deleted);
        var scope = new FindScope(FindSubject.Lead, visible.Select(l => new Seen { Id = l.Id })) { Narrow = actor.Scope == Scope.Own, NewestFirst = true };
        var ids = await new KeyFinder(db, scope, take, ct).FindAsync(await db.NeedlesAsync(typed, ct));
        return ids.Count == 0 ? [] : await Rows(visible.Where(l => ids.Contains(l.Id))).ToListAsync(ct);
    }

    private static IQueryable<LeadRow> Rows(IQueryable<Lead> leads) => leads.OrderByDescending(l => l.At).Select(l => new LeadRow
    {
        Id = l.Id,
        At = l.At,
        Kind = l.Kind,
        Status = l.Status,
        Name = l.Name,
        Phone = l.Phone,
        Comment = l.Comment,
        Source = l.Source == null ? null : l.Source.Name,
        Advisor = l.Advisor == null ? null : l.Advisor.FirstName + " " + l.Advisor.LastName,
        ClientId = l.ClientId,
    });
}

/// <summary>A lead in a list.</summary>
public sealed record LeadRow
{
    public required int Id { get; init; }
    public DateTime At { get; init; }
    public LeadKind Kind { get; init; }
    public LeadStatus Status { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Comment { get; init; }
    public string? Source { get; init; }
    public string? Advisor { get; init; }
    public int? ClientId { get; init; }
}
