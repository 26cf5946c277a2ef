using CrmLive.Core.Common;

namespace CrmLive.Core.Leads;

/// <summary>What a new client card starts with when it is opened from a lead, and whom it may belong to already.</summary>
public sealed record LeadCard
{
    public required int Id { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? PhoneE164 { get; init; }
    public string? Email { get; init; }
    public string? Comment { get; init; }
    public int? SourceId { get; init; }
    public int? AdvisorId { get; init; }
    public int? BranchId { get; init; }
    public int? InvestmentId { get; init; }
    public int? ClientId { get; init; }

    /// <summary>Cards that have its telephone or e-mail, though the lead is not linked to them.</summary>
    public ValueList<int> Known { get; init; } = [];
}
