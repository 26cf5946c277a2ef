using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;

namespace CrmLive.Core.Clients;

/// <summary>A person or company that may buy or has bought; the "deal" of the calls seed is the client with its stage.</summary>
public sealed class Client : IJournaled, ILive, ICounted, IFindable, IVersioned, ISummarised
{
    public int Id { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Company { get; set; }
    public string? Town { get; set; }
    public int StatusId { get; set; }
    public DictionaryEntry? Status { get; set; }
    public int? AdvisorId { get; set; }
    public User? Advisor { get; set; }
    public int? BranchId { get; set; }
    public Branch? Branch { get; set; }
    public int? SourceId { get; set; }
    public Source? Source { get; set; }
    public DateTime? SourceAt { get; set; }
    public int? ContactWayId { get; set; }

    /// <summary>A key client: has a coverage ring of its own (K3).</summary>
    public bool IsKey { get; set; }

    public string? Description { get; set; }
    public string? ExternalId { get; set; }
    public DateTime CreatedAt { get; set; }
    public int? CreatedById { get; set; }

    /// <summary>The call the card was opened from (C8).</summary>
    public int? FromCallId { get; set; }

    /// <summary>The file the card came with (P14).</summary>
    public int? ImportId { get; set; }

    /// <summary>Found to be that one (P13): hidden, and every link to it leads there; undoing the merge brings it back.</summary>
    public int? MergedIntoId { get; set; }

    public DateTime? FinishedAt { get; set; }
    public int? FinishedById { get; set; }
    public int? EndReasonId { get; set; }
    public string? EndDescription { get; set; }

    /// <summary>Last done contact of any kind, kept up by activities and calls.</summary>
    [NotJournaled]
    public DateTime? LastContactAt { get; set; }

    /// <summary>Start of the nearest planned activity; null is "no next step".</summary>
    [NotJournaled]
    public DateTime? NextActivityAt { get; set; }

    [NotJournaled]
    public string SearchKey { get; set; } = "";

    public List<ClientPerson> People { get; set; } = [];
    public List<ClientPhone> Phones { get; set; } = [];
    public List<ClientEmail> Emails { get; set; } = [];
    public List<ClientInterest> Interests { get; set; } = [];
    public List<ClientNumber> Numbers { get; set; } = [];

    [NotJournaled]
    public int Version { get; set; }

    public string DisplayName => NameOf(FirstName, LastName, Company);
    public int? JournalClientId => Id;
    public LiveTopic Topic => LiveTopic.Clients;
    public IEnumerable<(Summary Summary, int Id)> Summaries => [(AdvisorSpell.OfClient, Id)];

    /// <summary>"Anna Nowak", or the company, or "".</summary>
    public static string NameOf(string? first, string? last, string? company) =>
        $"{first} {last}".Trim() is { Length: > 0 } person ? person : company ?? "";

    public IEnumerable<FindKey> FindKeys() => MergedIntoId is null ? ClientKeys.Of(this) : [];

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        if (MergedIntoId is not null)
        {
            yield break;
        }

        yield return new(time.DayOf(CreatedAt), CreatedById, null, Measure.NewClients);
        if (FinishedAt is { } finished)
        {
            yield return new(time.DayOf(finished), FinishedById ?? AdvisorId, null, Measure.ClientsFinished);
        }
    }
}
