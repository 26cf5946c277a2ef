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
            Version = f.Version,
            LinkKey = f.LinkKey,
            On = f.On,
            Asks = f.Asks,
            Needs = f.Needs,
            TakesDocuments = f.TakesDocuments,
            BranchId = f.BranchId,
            Languages = f.Languages,
            Words = f.Words.OrderBy(w => w.Id).Select(w => new FormWords(w.Language, w.Intro ?? "", w.Privacy ?? "")).ToList(),
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

    /// <summary>The investments and branches that a form can be made for.</summary>
    public async Task<BrokerFormChoices> ChoicesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Forms);
        await using var db = crm.Open(actor);
        return new BrokerFormChoices(
            await db.Set<Office.Investment>().AsNoTracking().OrderBy(i => i.Name).Select(i => new Choice(i.Id, i.Name)).ToListAsync(ct),
            await db.Set<Office.Branch>().AsNoTracking().OrderBy(b => b.Name).Select(b => new Choice(b.Id, b.Name)).ToListAsync(ct));
    }

    /// <summary>What the public page asks; null when the link is nobody's or the form is off. Nothing in it is anybody's personal data.</summary>
    public async Task<PublicForm?> OfLinkAsync(string linkKey, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.Nobody);
        return await Public(db, db.Set<BrokerForm>().Where(f => f.LinkKey == linkKey && f.On)).FirstOrDefaultAsync(ct);
    }

    internal static IQueryable<PublicForm> Public(CrmDbContext db, IQueryable<BrokerForm> forms) => forms.AsNoTracking().AsSplitQuery().OrderBy(f => f.Id).Select(f => new PublicForm
    {
        Id = f.Id,
        Name = f.Name,
        Asks = f.Asks,
        Needs = f.Needs,
        TakesDocuments = f.TakesDocuments,
        Languages = f.Languages,
        Words = f.Words.Select(w => new FormWords(w.Language, w.Intro ?? "", w.Privacy ?? "")).ToList(),
        Investments = f.Investments.Join(db.Set<Office.Investment>(), i => i.InvestmentId, i => i.Id, (_, i) => new OfferedInvestment(i.Id, i.Name)).ToList(),
    });
}

/// <summary>A broker's form in the office's list.</summary>
public sealed record BrokerFormRow
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public int Version { get; init; }
    public required string LinkKey { get; init; }
    public bool On { get; init; }
    public BrokerFormFields Asks { get; init; }
    public BrokerFormFields Needs { get; init; }
    public bool TakesDocuments { get; init; }
    public int? BranchId { get; init; }
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<FormWords> Words { get; init; } = [];
    public IReadOnlyList<int> InvestmentIds { get; init; } = [];
    public int Received { get; init; }
    public DateTime? LastAt { get; init; }

    public BrokerFormEdit ToEdit() => new()
    {
        Id = Id, Version = Version, Name = Name, On = On, Asks = Asks, Needs = Needs, TakesDocuments = TakesDocuments, BranchId = BranchId,
        InvestmentIds = [.. InvestmentIds], Languages = [.. Languages], Words = [.. Words],
    };
}

public sealed record BrokerFormChoices(IReadOnlyList<Choice> Investments, IReadOnlyList<Choice> Branches);

/// <summary>A form as an outside broker sees it.</summary>
public sealed record PublicForm
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public BrokerFormFields Asks { get; init; }
    public BrokerFormFields Needs { get; init; }
    public bool TakesDocuments { get; init; }

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<FormWords> Words { get; init; } = [];
    public IReadOnlyList<OfferedInvestment> Investments { get; init; } = [];
}

public sealed record OfferedInvestment(int Id, string Name);
