using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;

namespace CrmLive.Core.Agreements;

/// <summary>From oral reservation to notarial deed and handover, about one unit.</summary>
public sealed class Agreement : IJournaled, ILive, ICounted, IVersioned
{
    public int Id { get; set; }
    public AgreementKind Kind { get; set; }
    public AgreementStatus Status { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public int UnitId { get; set; }
    public Unit? Unit { get; set; }
    public int InvestmentId { get; set; }
    public Investment? Investment { get; set; }

    /// <summary>Who signed it for the office: the seller of R9.</summary>
    public int? AdvisorId { get; set; }

    public User? Advisor { get; set; }
    public DateTime CreatedAt { get; set; }
    public int? CreatedById { get; set; }
    public DateTime? SignedAt { get; set; }

    /// <summary>The number on the paper.</summary>
    public string? Number { get; set; }

    public string? Note { get; set; }

    /// <summary>Oral reservations queue on a unit: terms never overlap.</summary>
    public DateTime? StartsAt { get; set; }

    /// <summary>Of an oral reservation the moment it ends by itself; of a reservation agreement the day until which it is good.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>Since then the unit is kept for this oral reservation; null while it waits behind another.</summary>
    public DateTime? HeldSince { get; set; }

    /// <summary>When it was withdrawn, ran out or led to the next one.</summary>
    public DateTime? EndedAt { get; set; }

    public int? EndReasonId { get; set; }
    public string? EndNote { get; set; }
    public DateTime? HandedOverAt { get; set; }
    public decimal Value { get; set; }
    public decimal PricePerMetre { get; set; }
    public decimal Commission { get; set; }

    /// <summary>The agreement this one was made from; it stays.</summary>
    public int? FromAgreementId { get; set; }

    public bool IsOral => Kind == AgreementKind.OralReservation;

    /// <summary>It keeps the unit, or waits for it.</summary>
    public bool IsLive => Status is AgreementStatus.InProgress or AgreementStatus.Signed;

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => ClientId;
    public LiveTopic Topic => LiveTopic.Agreements;

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        if (Status == AgreementStatus.Cancelled)
        {
            yield break;
        }

        if (Kind == AgreementKind.OralReservation)
        {
            yield return new(time.DayOf(CreatedAt), AdvisorId, InvestmentId, Measure.OralReservations);
        }
        else if (SignedAt is { } signed)
        {
            yield return new(time.DayOf(signed), AdvisorId, InvestmentId, Signed, Amount: Value);
        }

        if (HandedOverAt is { } handed)
        {
            yield return new(time.DayOf(handed), AdvisorId, InvestmentId, Measure.Handovers);
        }
    }

    private Measure Signed => Kind switch
    {
        AgreementKind.Reservation => Measure.ReservationAgreements,
        AgreementKind.Developer => Measure.DeveloperAgreements,
        AgreementKind.Preliminary => Measure.PreliminaryAgreements,
        AgreementKind.Final => Measure.FinalAgreements,
        _ => Measure.NotarialDeeds,
    };
}

public enum AgreementKind { OralReservation, Reservation, Developer, Preliminary, Final, NotarialDeed }

public enum AgreementStatus
{
    /// <summary>An oral reservation that runs or waits; a paper that is being prepared.</summary>
    InProgress,

    Signed, Cancelled, Expired,

    /// <summary>The next agreement was made from it and stands in its place.</summary>
    Followed,
}
