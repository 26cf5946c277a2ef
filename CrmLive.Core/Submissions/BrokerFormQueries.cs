using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

public sealed class BrokerFormQueries(CrmDb crm)
{
    public async Task<IReadOnlyList<BrokerFormRow>> AllAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Forms);
        await using var db = crm.Open(actor);
        return await db.Set<BrokerForm>().AsNoTracking().OrderBy(f => f.Name).Select(f => new BrokerFormRow
        {
            Id = f.Id,
            Name = f.Name,
            LinkKey = f.LinkKey,
            On = f.On,
            Asks = f.Asks,
            TakesDocuments = f.TakesDocuments,
            InvestmentIds = f.Investments.OrderBy(i => i.Id).Select(i => i.InvestmentId).ToList(),
            Received = db.Set<Submission>().Count(s => s.BrokerFormId == f.Id),
            LastAt = db.Set<Submission>().Where(s => s.BrokerFormId == f.Id).Max(s => (DateTime?)s.ArrivedAt),
        }).ToListAsync(ct);
    }

    /// <summary>To choose sources from (B5); a form that is off still has submissions.</summary>
    public async Task<IReadOnlyList<Choice>> NamesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        return await db.Set<BrokerForm>().AsNoTracking().OrderBy(f => f.Name).Select(f => new Choice(f.Id, f.Name)).ToListAsync(ct);
    }

    /// <summary>What the public page asks; null when the link is nobody's or the form is off. Nothing in it is anybody's personal data.</summary>
    public async Task<PublicForm?> OfLinkAsync(string linkKey, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.Nobody);
        return await db.Set<BrokerForm>().AsNoTracking().Where(f => f.LinkKey == linkKey && f.On).Select(f => new PublicForm
        {
            Id = f.Id,
            Name = f.Name,
            Asks = f.Asks,
            TakesDocuments = f.TakesDocuments,
            Investments = f.Investments.Join(db.Set<Office.Investment>(), i => i.InvestmentId, i => i.Id, (_, i) => new OfferedInvestment(i.Id, i.Name)).ToList(),
        }).FirstOrDefaultAsync(ct);
    }
}

/// <summary>A broker's form in the office's list.</summary>
public sealed record BrokerFormRow
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public required string LinkKey { get; init; }
    public bool On { get; init; }
    public BrokerFormFields Asks { get; init; }
    public bool TakesDocuments { get; init; }
    public IReadOnlyList<int> InvestmentIds { get; init; } = [];
    public int Received { get; init; }
    public DateTime? LastAt { get; init; }
}

/// <summary>A form as an outside broker sees it.</summary>
public sealed record PublicForm
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public BrokerFormFields Asks { get; init; }
    public bool TakesDocuments { get; init; }
    public IReadOnlyList<OfferedInvestment> Investments { get; init; } = [];
}

public sealed record OfferedInvestment(int Id, string Name);
