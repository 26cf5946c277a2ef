using CrmLive.Core.Common;
using CrmLive.Core.Office;

namespace CrmLive.Core.Agreements;

/// <summary>How a unit is looked for; what is left out narrows nothing.</summary>
public sealed record UnitFilter
{
    /// <summary>Words of number and investment.</summary>
    public string? Text { get; init; }

    public int? InvestmentId { get; init; }
    public int? BuildingId { get; init; }

    /// <summary>Five means five or more.</summary>
    public int? Rooms { get; init; }

    public decimal? AreaFrom { get; init; }
    public decimal? AreaTo { get; init; }
    public decimal? PriceFrom { get; init; }
    public decimal? PriceTo { get; init; }
    public UnitStatus? Status { get; init; }

    /// <summary>Only what can be reserved, at once or behind others.</summary>
    public bool Reservable { get; init; }

    public bool IsNarrowed => this != new UnitFilter { Status = Status } || Status is not null;
}

internal static class UnitNarrowing
{
    public static IQueryable<Unit> Narrowed(this IQueryable<Unit> units, UnitFilter filter)
    {
        foreach (var word in SearchKey.Words(filter.Text ?? ""))
        {
            units = units.Where(u => u.SearchKey.StartsWith(word) || u.SearchKey.Contains(" " + word));
        }

        units = filter.InvestmentId is { } investment ? units.Where(u => u.InvestmentId == investment) : units;
        units = filter.BuildingId is { } building ? units.Where(u => u.BuildingId == building) : units;
        units = filter.Rooms is { } rooms ? units.Where(u => u.Rooms == rooms || (rooms == 5 && u.Rooms > 5)) : units;
        units = filter.AreaFrom is { } larger ? units.Where(u => u.Area >= larger) : units;
        units = filter.AreaTo is { } smaller ? units.Where(u => u.Area <= smaller) : units;
        units = filter.PriceFrom is { } dearer ? units.Where(u => u.Price >= dearer) : units;
        units = filter.PriceTo is { } cheaper ? units.Where(u => u.Price <= cheaper) : units;
        units = filter.Status is { } status ? units.Where(u => u.Status == status) : units;
        return filter.Reservable ? units.Where(u => u.Status == UnitStatus.Available || u.Status == UnitStatus.OralReservation) : units;
    }
}
