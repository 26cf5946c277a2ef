namespace CrmLive.Core.Leads;

/// <summary>An appeal as it came in, by whatever way.</summary>
public sealed record NewLead
{
    public required LeadKind Kind { get; init; }

    /// <summary>Key of the channel's word: telephony, site, mail, manual, broker, api.</summary>
    public required string Channel { get; init; }

    public DateTime? At { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Comment { get; init; }
    public int? SourceId { get; init; }
    public int? DepartmentId { get; init; }
    public int? InvestmentId { get; init; }
    public int? CallId { get; init; }
    public string? ExternalId { get; init; }
}
