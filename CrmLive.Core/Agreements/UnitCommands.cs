using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Agreements;

/// <summary>What the office puts up for sale, at what price; a unit on which something stands keeps what the agreements say of it.</summary>
public sealed partial class UnitCommands(CrmDb crm)
{
    /// <summary>Price list, limits and what belongs to a unit, as its editor saw them.</summary>
    public async Task<Saved> EditAsync(Actor actor, int id, int version, UnitEdit edit, CancellationToken ct)
    {
        actor.Require(AgreementPermissions.EditUnits);
        await using var db = crm.Open(actor);
        if (await Within(db, actor).FirstOrDefaultAsync(u => u.Id == id, ct) is not { } unit)
        {
            return Saved.Gone;
        }

        if (unit.Version != version)
        {
            return await db.WhoWasQuickerAsync(unit, ct);
        }

        var problems = edit.Problems().ToList();
        if (edit.Withdrawn && unit.Status is not (UnitStatus.Available or UnitStatus.Withdrawn))
        {
            problems.Add(new Problem(nameof(edit.Withdrawn), AgreementProblem.UnitBusy));
        }

        if (problems.Count > 0)
        {
            return Saved.Invalid([.. problems]);
        }

        edit.Write(unit);
        return await db.SaveOrSayWhoAsync(unit, ct);
    }

    /// <summary>Units belong to their investment's branch; one's own there are not.</summary>
    private static IQueryable<Unit> Within(CrmDbContext db, Actor actor) => actor switch
    {
        { Scope: Scope.All } => db.Set<Unit>(),
        { BranchId: var branch } => db.Set<Unit>().Where(u => u.Investment!.BranchId == branch),
    };
}

/// <summary>A unit as its form has it.</summary>
public sealed record UnitEdit
{
    public decimal PricePerMetre { get; init; }
    public decimal Price { get; init; }
    public decimal? LowestPrice { get; init; }
    public int ParkingSingle { get; init; }
    public int ParkingFamily { get; init; }
    public int ParkingAboveGround { get; init; }
    public string? StorageNumber { get; init; }
    public decimal? StorageArea { get; init; }
    public string? Closet { get; init; }

    /// <summary>Not for sale at present.</summary>
    public bool Withdrawn { get; init; }

    public IEnumerable<Problem> Problems()
    {
        if (Price is not (> 0 and < 1_000_000_000))
        {
            yield return new(nameof(Price), AgreementProblem.PriceWrong);
        }

        if (PricePerMetre is not (> 0 and < 10_000_000))
        {
            yield return new(nameof(PricePerMetre), AgreementProblem.PriceWrong);
        }

        if (LowestPrice is { } lowest && (lowest <= 0 || lowest > Price))
        {
            yield return new(nameof(LowestPrice), AgreementProblem.PriceWrong);
        }

        foreach (var (field, number) in ((string, decimal)[])[(nameof(ParkingSingle), ParkingSingle), (nameof(ParkingFamily), ParkingFamily), (nameof(ParkingAboveGround), ParkingAboveGround), (nameof(StorageArea), StorageArea ?? 0)])
        {
            if (number is < 0 or > 1000)
            {
                yield return new(field, AgreementProblem.NumberWrong);
            }
        }

        foreach (var (field, text) in ((string, string?)[])[(nameof(StorageNumber), StorageNumber), (nameof(Closet), Closet)])
        {
            if (text is { Length: > 40 })
            {
                yield return new(field, AgreementProblem.TooLong);
            }
        }
    }

    internal void Write(Unit unit)
    {
        (unit.PricePerMetre, unit.Price, unit.LowestPrice) = (PricePerMetre, Price, LowestPrice);
        (unit.ParkingSingle, unit.ParkingFamily, unit.ParkingAboveGround) = (ParkingSingle, ParkingFamily, ParkingAboveGround);
        (unit.StorageNumber, unit.StorageArea, unit.Closet) = (Clean(StorageNumber), StorageArea, Clean(Closet));
        unit.Status = Withdrawn ? UnitStatus.Withdrawn : unit.Status == UnitStatus.Withdrawn ? UnitStatus.Available : unit.Status;
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Replace("\0", "", StringComparison.Ordinal).Trim();
}
