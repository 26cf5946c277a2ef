using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Office;

/// <summary>Owns users and clients; the scope "branch" means this one.</summary>
public sealed class Branch : IJournaled, ILive
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}

/// <summary>Takes leads and calls.</summary>
public sealed class Department : IJournaled, ILive
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public int BranchId { get; set; }
    public Branch? Branch { get; set; }
    public bool TakesLeads { get; set; }
    public int Position { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}

/// <summary>A place where clients are received.</summary>
public sealed class SalesOffice : IJournaled, ILive
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public string? Address { get; set; }
    public int BranchId { get; set; }
    public Branch? Branch { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}

/// <summary>A number of ours that callers dial; it may belong to a source and an office.</summary>
public sealed class Line : IJournaled, ILive
{
    public int Id { get; set; }
    public required string Name { get; set; }

    /// <summary>As typed, beside the E.164 it means.</summary>
    public required string Number { get; set; }

    public string? E164 { get; set; }
    public int? SourceId { get; set; }
    public Source? Source { get; set; }
    public int? SalesOfficeId { get; set; }
    public SalesOffice? SalesOffice { get; set; }
    public int? DepartmentId { get; set; }
    public Department? Department { get; set; }
    public int? InvestmentId { get; set; }
    public bool Retired { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}
