using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Data.Finding;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

public sealed class AgreementQueries(CrmDb crm)
{
    /// <summary>A client's agreements, with their units; visible to whoever may see the client.</summary>
    public async Task<IReadOnlyList<AgreementRow>> OfClientAsync(Actor actor, int clientId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var visible = db.Set<Client>().VisibleTo(actor);
        var rows = await db.Set<Agreement>().Where(a => a.ClientId == clientId && visible.Any(c => c.Id == a.ClientId)).Rows(db).ToListAsync(ct);
        // Their place in the queue depends on those of others.
        var units = rows.Where(a => a is { IsOral: true, Status: AgreementStatus.InProgress }).Select(a => a.UnitId).Distinct().ToList();
        var queues = units.Count == 0 ? [] : await db.Set<Agreement>()
            .Where(a => units.Contains(a.UnitId) && a.Kind == AgreementKind.OralReservation && a.Status == AgreementStatus.InProgress)
            .Rows(db).ToListAsync(ct);
        var places = queues.Placed().ToDictionary(a => a.Id, a => a.Position);
        return rows.ConvertAll(a => a with { Position = places.GetValueOrDefault(a.Id) });
    }

    /// <summary>P12: units by number or by investment and number.</summary>
    public async Task<IReadOnlyList<UnitFound>> FindUnitsAsync(Actor actor, string typed, int take, CancellationToken ct)
    {
        if (!actor.May(ClientPermissions.View))
        {
            return [];
        }

        await using var db = crm.Open(actor);
        var units = db.Set<Unit>().AsNoTracking();
        var scope = new FindScope(FindSubject.Unit, units.Select(u => new Seen { Id = u.Id }));
        var ids = await new KeyFinder(db, scope, take, ct).FindAsync(await db.NeedlesAsync(typed, ct));
        return ids.Count == 0 ? [] : await units.Where(u => ids.Contains(u.Id)).OrderBy(u => u.SearchKey).Select(u => new UnitFound
        {
            Id = u.Id,
            Number = u.Number,
            Investment = u.Investment!.Name,
            Area = u.Area,
            Status = u.Status,
            ClientId = db.Set<Agreement>().Where(a => a.UnitId == u.Id && a.Status == AgreementStatus.Signed).OrderByDescending(a => a.Id).Select(a => (int?)a.ClientId).FirstOrDefault(),
        }).ToListAsync(ct);
    }
}

/// <summary>A unit in a search result, with the client who has it.</summary>
public sealed record UnitFound
{
    public required int Id { get; init; }
    public required string Number { get; init; }
    public required string Investment { get; init; }
    public decimal Area { get; init; }
    public UnitStatus Status { get; init; }
    public int? ClientId { get; init; }
}
