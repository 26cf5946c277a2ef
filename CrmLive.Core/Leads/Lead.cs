using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;

namespace CrmLive.Core.Leads;

/// <summary>One appeal: a call, a text from a form or portal, or one typed in by hand; many may belong to one client.</summary>
public sealed class Lead : IJournaled, ILive, ICounted, IFindable, IVersioned
{
    public int Id { get; set; }
    public DateTime At { get; set; }
    public LeadKind Kind { get; set; }
    public LeadStatus Status { get; set; }
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? PhoneE164 { get; set; }
    public string? Email { get; set; }
    public string? Comment { get; set; }

    /// <summary>Lower case, for matching.</summary>
    [NotJournaled]
    public string? EmailFolded { get; set; }

    public int? SourceId { get; set; }
    public Source? Source { get; set; }
    public int? ChannelId { get; set; }
    public int? QualityId { get; set; }
    public int? DepartmentId { get; set; }
    public Department? Department { get; set; }
    public int? InvestmentId { get; set; }
    public Investment? Investment { get; set; }
    public int? BranchId { get; set; }
    public int? ClientId { get; set; }
    public Client? Client { get; set; }

    /// <summary>The call it came by; one lead a call.</summary>
    public int? CallId { get; set; }

    /// <summary>Who is to serve it.</summary>
    public int? AdvisorId { get; set; }

    public User? Advisor { get; set; }

    /// <summary>Who took the appeal.</summary>
    public int? TakenById { get; set; }

    public DateTime? TakenAt { get; set; }
    public DateTime? FirstContactAt { get; set; }
    public DateTime? ConvertedAt { get; set; }
    public DateTime? OverdueAt { get; set; }
    public DateTime? DeletedAt { get; set; }
    public int? DeleteReasonId { get; set; }
    public string? ExternalId { get; set; }

    [NotJournaled]
    public string SearchKey { get; set; } = "";

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => ClientId;
    public LiveTopic Topic => LiveTopic.Leads;

    public IEnumerable<FindKey> FindKeys() => Status == LeadStatus.Deleted ? [] :
    [
        .. FindKey.OfName(FindSubject.Lead, Id, Common.SearchKey.Of(Name)), .. FindKey.OfPhone(FindSubject.Lead, Id, Phone, PhoneE164), .. FindKey.OfEmail(FindSubject.Lead, Id, Email),
    ];

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        if (Status == LeadStatus.Deleted)
        {
            yield break;
        }

        yield return new(time.DayOf(At), AdvisorId, InvestmentId, Measure.Leads);
        if (ConvertedAt is { } converted)
        {
            yield return new(time.DayOf(converted), AdvisorId, InvestmentId, Measure.LeadsConverted);
        }

        if (OverdueAt is { } overdue)
        {
            yield return new(time.DayOf(overdue), AdvisorId, InvestmentId, Measure.LeadsOverdue);
        }
    }
}

public enum LeadKind { CallIn, CallOut, Text, Manual }

public enum LeadStatus { New, InWork, Linked, Converted, Overdue, Deleted }
