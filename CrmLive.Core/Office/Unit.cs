using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Office;

/// <summary>A flat or shop for sale, with what belongs to it (report R9).</summary>
public sealed class Unit : IJournaled, ILive, IFindable, IVersioned
{
    public int Id { get; set; }
    public required string Number { get; set; }
    public int BuildingId { get; set; }
    public Building? Building { get; set; }

    /// <summary>Through building and stage; kept here because every list filters by it.</summary>
    public int InvestmentId { get; set; }

    public Investment? Investment { get; set; }
    public int Floor { get; set; }
    public int Rooms { get; set; }

    /// <summary>Square metres.</summary>
    public decimal Area { get; set; }

    public decimal PricePerMetre { get; set; }
    public decimal Price { get; set; }

    /// <summary>Below it only who holds the right to a deeper discount agrees; null: the office leaves it to its advisors.</summary>
    public decimal? LowestPrice { get; set; }

    /// <summary>Follows from the agreements in the transaction that changes them; by hand it is only withdrawn from sale and put back.</summary>
    public UnitStatus Status { get; set; }
    public int ParkingSingle { get; set; }
    public int ParkingFamily { get; set; }
    public int ParkingAboveGround { get; set; }
    public string? StorageNumber { get; set; }
    public decimal? StorageArea { get; set; }
    public string? Closet { get; set; }
    public string SearchKey { get; set; } = "";

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Agreements;

    /// <summary>By number and investment, whose name only the search key of a unit knows.</summary>
    public IEnumerable<FindKey> FindKeys() => FindKey.OfName(FindSubject.Unit, Id, SearchKey);
}

/// <summary>The names are those of what stands on the unit; stored, so a new one goes to the end.</summary>
public enum UnitStatus { Available, OralReservation, Reserved, Developer, Preliminary, Final, Sold, HandedOver, Withdrawn }
