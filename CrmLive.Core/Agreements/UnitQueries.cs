using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

/// <summary>What there is to sell. Units are for everybody who sees clients; whose client has one, only for those who see that client.</summary>
public sealed class UnitQueries(CrmDb crm)
{
    /// <summary>Those that can be had first, then by investment, building and number. A developer has hundreds of units and not millions, so a page is an offset.</summary>
    public async Task<UnitsFound> PageAsync(Actor actor, UnitFilter filter, int from, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var units = Seen(db, actor).Narrowed(filter);
        var count = await units.CountAsync(ct);
        var rows = await units
            .OrderBy(u => u.Status == UnitStatus.Available ? 0 : u.Status == UnitStatus.OralReservation ? 1 : u.Status == UnitStatus.Withdrawn ? 3 : 2)
            .ThenBy(u => u.Investment!.Name).ThenBy(u => u.Building!.Name).ThenBy(u => u.Floor).ThenBy(u => u.Number).ThenBy(u => u.Id)
            .Skip(from).Take(take)
            .Select(u => new UnitRow
            {
                Id = u.Id, Number = u.Number, InvestmentId = u.InvestmentId, Investment = u.Investment!.Name, Building = u.Building!.Name, Stage = u.Building.Stage!.Name,
                Floor = u.Floor, Rooms = u.Rooms, Area = u.Area, PricePerMetre = u.PricePerMetre, Price = u.Price, Status = u.Status,
            })
            .ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var waiting = await db.Set<Agreement>()
            .Where(a => ids.Contains(a.UnitId) && a.Kind == AgreementKind.OralReservation && a.Status == AgreementStatus.InProgress)
            .GroupBy(a => a.UnitId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new UnitsFound(count, rows.ConvertAll(r => r with { Reservations = waiting.GetValueOrDefault(r.Id) }));
    }

    public async Task<UnitCard?> CardAsync(Actor actor, int id, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var card = await Seen(db, actor).Where(u => u.Id == id).Select(u => new UnitCard
        {
            Id = u.Id, Number = u.Number, InvestmentId = u.InvestmentId, Investment = u.Investment!.Name, Address = u.Investment.Address, BranchId = u.Investment.BranchId,
            Building = u.Building!.Name, Stage = u.Building.Stage!.Name, ReadyOn = u.Building.Stage.ReadyOn,
            Floor = u.Floor, Rooms = u.Rooms, Area = u.Area, PricePerMetre = u.PricePerMetre, Price = u.Price, LowestPrice = u.LowestPrice, Status = u.Status,
            ParkingSingle = u.ParkingSingle, ParkingFamily = u.ParkingFamily, ParkingAboveGround = u.ParkingAboveGround,
            StorageNumber = u.StorageNumber, StorageArea = u.StorageArea, Closet = u.Closet, Version = u.Version,
        }).FirstOrDefaultAsync(ct);
        if (card is null)
        {
            return null;
        }

        var agreements = await db.Set<Agreement>().Where(a => a.UnitId == id).Rows(db).ToListAsync(ct);
        var clients = agreements.Select(a => a.ClientId).Distinct().ToList();
        var names = await db.Set<Client>().VisibleTo(actor).Where(c => clients.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => Client.NameOf(c.FirstName, c.LastName, c.Company), ct);
        return card with
        {
            // What of the price a colleague may go below is theirs to know who may.
            LowestPrice = actor.May(AgreementPermissions.Reserve) ? card.LowestPrice : null,
            Agreements = [.. agreements.Placed().Select(a => names.TryGetValue(a.ClientId, out var name) ? a with { Client = name } : a with { ClientId = 0, Note = null, EndNote = null, Number = null })],
        };
    }

    /// <summary>What happened to the unit itself and to whatever was agreed about it, the latest first; nothing that tells of others' clients.</summary>
    public async Task<IReadOnlyList<JournalEntry>> HistoryAsync(Actor actor, int id, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        if (!await Seen(db, actor).AnyAsync(u => u.Id == id, ct))
        {
            return [];
        }

        var agreements = await db.Set<Agreement>().Where(a => a.UnitId == id).Select(a => a.Id).ToListAsync(ct);
        var visible = db.Set<Client>().VisibleTo(actor);
        return await db.Set<JournalEntry>().AsNoTracking()
            .Where(e => (e.Subject == "unit" && e.SubjectId == id)
                || (e.Subject == "agreement" && agreements.Contains(e.SubjectId) && visible.Any(c => c.Id == e.ClientId)))
            .OrderByDescending(e => e.Seq).Take(take).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<BuildingChoice>> BuildingsAsync(Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return actor.May(ClientPermissions.View)
            ? await db.Set<Building>().OrderBy(b => b.Name).Select(b => new BuildingChoice(b.Id, b.Name, b.Stage!.InvestmentId, b.Stage.Name)).ToListAsync(ct)
            : [];
    }

    private static IQueryable<Unit> Seen(CrmDbContext db, Actor actor) =>
        actor.May(ClientPermissions.View) ? db.Set<Unit>() : db.Set<Unit>().Where(_ => false);
}
