using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Office;

public sealed class DictionaryQueries(CrmDb crm)
{
    /// <summary>Words of these kinds in the office's order; retired ones too, because old rows still say them.</summary>
    public async Task<IReadOnlyList<Word>> WordsAsync(Actor actor, IReadOnlyCollection<DictionaryKind> kinds, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await db.Set<DictionaryEntry>().AsNoTracking()
            .Where(e => kinds.Contains(e.Kind))
            .OrderBy(e => e.Kind).ThenBy(e => e.Position).ThenBy(e => e.Id)
            .Select(e => new Word(e.Id, e.Kind, e.Key, e.Name, e.Retired))
            .ToListAsync(ct);
    }

    /// <summary>Investments that are still sold, by name.</summary>
    public async Task<IReadOnlyList<Common.Choice>> InvestmentsAsync(Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await db.Set<Investment>().AsNoTracking().Where(i => !i.Retired).OrderBy(i => i.Name).Select(i => new Common.Choice(i.Id, i.Name)).ToListAsync(ct);
    }

    /// <summary>The branches to choose among; none for who sees but their own.</summary>
    public async Task<IReadOnlyList<Common.Choice>> BranchesAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Scope != Scope.All)
        {
            return [];
        }

        await using var db = crm.Open(actor);
        return await db.Set<Branch>().AsNoTracking().OrderBy(b => b.Name).Select(b => new Common.Choice(b.Id, b.Name)).ToListAsync(ct);
    }
}

/// <summary>A dictionary's word: the office's name for it, or the key of a built-in one that the screen translates.</summary>
public sealed record Word(int Id, DictionaryKind Kind, string? Key, string? Name, bool Retired);
