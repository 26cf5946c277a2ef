using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;

namespace CrmLive.Core.Agreements;

/// <summary>Units put before a client.</summary>
public sealed class Offer : IJournaled, ILive, ICounted
{
    public int Id { get; set; }
    public int ClientId { get; set; }
    public Client? Client { get; set; }
    public int? AdvisorId { get; set; }
    public int? InvestmentId { get; set; }
    public DateTime SentAt { get; set; }
    public OfferWay Way { get; set; }

    /// <summary>Where it was mailed to.</summary>
    public string? Address { get; set; }

    /// <summary>Of its mail in the outbox, which knows whether it has gone.</summary>
    [NotJournaled]
    public string? MailKey { get; set; }

    public string? Note { get; set; }
    public List<OfferUnit> Units { get; set; } = [];
    public int? JournalClientId => ClientId;
    public LiveTopic Topic => LiveTopic.Agreements;

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        yield return new(time.DayOf(SentAt), AdvisorId, InvestmentId, Measure.OffersSent);
    }
}

public sealed class OfferUnit
{
    public int Id { get; set; }
    public int OfferId { get; set; }
    public int UnitId { get; set; }
    public Unit? Unit { get; set; }
    public decimal Price { get; set; }
}

/// <summary>How an offer reached the client.</summary>
public enum OfferWay { Handed, Mail }
