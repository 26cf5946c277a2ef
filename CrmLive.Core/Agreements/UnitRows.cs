using CrmLive.Core.Office;

namespace CrmLive.Core.Agreements;

public sealed record UnitsFound(int Count, IReadOnlyList<UnitRow> Rows);

/// <summary>A unit in a list.</summary>
public record UnitRow
{
    public required int Id { get; init; }
    public required string Number { get; init; }
    public int InvestmentId { get; init; }
    public required string Investment { get; init; }
    public required string Building { get; init; }
    public required string Stage { get; init; }
    public int Floor { get; init; }
    public int Rooms { get; init; }
    public decimal Area { get; init; }
    public decimal PricePerMetre { get; init; }
    public decimal Price { get; init; }
    public UnitStatus Status { get; init; }

    /// <summary>Oral reservations that keep it or wait.</summary>
    public int Reservations { get; init; }
}

/// <summary>Everything about one unit (R9), and what was ever agreed about it.</summary>
public sealed record UnitCard : UnitRow
{
    public string? Address { get; init; }
    public int BranchId { get; init; }
    public DateOnly? ReadyOn { get; init; }
    public decimal? LowestPrice { get; init; }
    public int ParkingSingle { get; init; }
    public int ParkingFamily { get; init; }
    public int ParkingAboveGround { get; init; }
    public string? StorageNumber { get; init; }
    public decimal? StorageArea { get; init; }
    public string? Closet { get; init; }
    public int Version { get; init; }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<AgreementRow> Agreements { get; init; } = [];

    public IEnumerable<AgreementRow> Queue => Agreements.Where(a => a.Position is not null).OrderBy(a => a.Position);

    public AgreementRow? Standing => Agreements.FirstOrDefault(a => !a.IsOral && a.IsLive);
}

public sealed record BuildingChoice(int Id, string Name, int InvestmentId, string Stage);
