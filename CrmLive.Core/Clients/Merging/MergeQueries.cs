using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients.Merging;

public sealed class MergeQueries(CrmDb crm)
{
    // A chain longer than this is no office's doing.
    private const int LongestChain = 20;

    /// <summary>Whom an old link means now: the last survivor, when the actor may see it; null when the client was never merged away.</summary>
    public async Task<int?> WhereToAsync(Actor actor, int id, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        int? at = id;
        for (var step = 0; step < LongestChain && await db.Set<Client>().Where(c => c.Id == at).Select(c => c.MergedIntoId).FirstOrDefaultAsync(ct) is { } next; step++)
        {
            at = next;
        }

        return at != id && await db.Set<Client>().VisibleTo(actor).AnyAsync(c => c.Id == at, ct) ? at : null;
    }

    /// <summary>Whom this client was made of, and can be again; newest first.</summary>
    public async Task<IReadOnlyList<MergeRow>> OfClientAsync(Actor actor, int clientId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var visible = db.Set<Client>().VisibleTo(actor);
        return await db.Set<ClientMerge>()
            .Where(m => m.SurvivorId == clientId && m.UndoneAt == null && visible.Any(c => c.Id == clientId))
            .Join(db.Set<Client>(), m => m.MergedId, c => c.Id, (m, c) => new { m, c })
            .OrderByDescending(x => x.m.Id)
            .Select(x => new MergeRow { Id = x.m.Id, MergedId = x.c.Id, FirstName = x.c.FirstName, LastName = x.c.LastName, Company = x.c.Company, At = x.m.At, By = x.m.By })
            .ToListAsync(ct);
    }
}

/// <summary>A merge that can be undone.</summary>
public sealed record MergeRow
{
    public required int Id { get; init; }
    public required int MergedId { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public string Name => Client.NameOf(FirstName, LastName, Company);
}
