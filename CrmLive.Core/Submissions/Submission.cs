using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;

namespace CrmLive.Core.Submissions;

/// <summary>A client reported by an outside broker.</summary>
public sealed class Submission : IJournaled, ILive, ICounted, IFindable, IVersioned
{
    public const int NoticeDays = 30;

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

    /// <summary>Lower case, for matching.</summary>
    [NotJournaled]
    public string? EmailFolded { get; set; }

    public SealedText Pesel { get; set; }

    /// <summary>Keyed hash, for matching only.</summary>
    [Secret]
    public string? PeselHash { get; set; }

    public SealedText IdCard { get; set; }

    [Secret]
    public string? IdCardHash { get; set; }

    public required string BrokerName { get; set; }
    public string? BrokerEmail { get; set; }
    public string? BrokerPhone { get; set; }

    /// <summary>The language the form was read in, which the broker is answered in.</summary>
    public string? Language { get; set; }

    /// <summary>What a form was opened with: the same one again is a double click, not a second client.</summary>
    [NotJournaled]
    public string? OnceKey { get; set; }

    /// <summary>Unguessable part of the broker's page address.</summary>
    [Secret]
    public required string BrokerKey { get; set; }

    public SubmissionStatus Status { get; set; }
    public DateTime ArrivedAt { get; set; }
    public DateTime? StatusChangedAt { get; set; }
    public int? StatusChangedById { get; set; }
    public string? Comment { get; set; }

    /// <summary>The client was told where their data came from (GDPR, art. 14); due a month after it came.</summary>
    public DateTime? NoticeAt { get; set; }

    public int? NoticeById { get; set; }

    /// <summary>Personal numbers are not kept for a client who was not taken (B22).</summary>
    public DateTime? ErasedAt { get; set; }

    /// <summary>All of the client went, as they asked (P16): what is left is that a submission came, when, and from whom.</summary>
    public DateTime? ForgottenAt { get; set; }

    public int? ClientId { get; set; }
    public Client? Client { get; set; }

    [NotJournaled]
    public string SearchKey { get; set; } = "";

    /// <summary>The broker's name as it is looked for.</summary>
    [NotJournaled]
    public string BrokerKeyword { get; set; } = "";

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => ClientId;
    public LiveTopic Topic => LiveTopic.Submissions;

    public IEnumerable<FindKey> FindKeys() => ForgottenAt is not null ? [] :
    [
        .. FindKey.OfName(FindSubject.Submission, Id, Common.SearchKey.Of(LastName, FirstName)),
        .. FindKey.OfPhone(FindSubject.Submission, Id, Phone, PhoneE164), .. FindKey.OfEmail(FindSubject.Submission, Id, Email),
    ];

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        yield return new(time.DayOf(ArrivedAt), null, InvestmentId, Measure.Submissions);
    }
}

public enum SubmissionStatus { Pending, Accepted, Rejected }
