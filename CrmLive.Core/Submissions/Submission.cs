using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;

namespace CrmLive.Core.Submissions;

/// <summary>A client reported by an outside broker.</summary>
public sealed class Submission : IJournaled, ILive, ICounted, IVersioned
{
    public int Id { get; set; }
    public int BrokerFormId { get; set; }
    public BrokerForm? BrokerForm { get; set; }
    public int? InvestmentId { get; set; }
    public Investment? Investment { get; set; }
    public int? BranchId { get; set; }
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public string? Phone { get; set; }
    public string? PhoneE164 { get; set; }
    public string? Email { get; set; }
    public string? Note { get; set; }

    /// <summary>Encrypted with the data-protection keys (B22).</summary>
    [Secret]
    public byte[]? Pesel { get; set; }

    /// <summary>Keyed hash, for matching only.</summary>
    [Secret]
    public string? PeselHash { get; set; }

    [Secret]
    public byte[]? IdCard { get; set; }

    [Secret]
    public string? IdCardHash { get; set; }

    public required string BrokerName { get; set; }
    public string? BrokerEmail { get; set; }
    public string? BrokerPhone { get; set; }

    /// <summary>Unguessable part of the broker's page address.</summary>
    [Secret]
    public required string BrokerKey { get; set; }

    public SubmissionStatus Status { get; set; }
    public DateTime ArrivedAt { get; set; }
    public DateTime? StatusChangedAt { get; set; }
    public int? StatusChangedById { get; set; }
    public string? Comment { get; set; }
    public int? ClientId { get; set; }
    public Client? Client { get; set; }

    [NotJournaled]
    public string SearchKey { get; set; } = "";

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => ClientId;
    public LiveTopic Topic => LiveTopic.Submissions;

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        yield return new(time.DayOf(ArrivedAt), null, InvestmentId, Measure.Submissions);
    }
}

public enum SubmissionStatus { Pending, Accepted, Rejected }
