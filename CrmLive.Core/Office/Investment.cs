using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Office;

/// <summary>What is sold: an estate of stages, buildings and units.</summary>
public sealed class Investment : IJournaled, ILive
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public string? Address { get; set; }
    public int BranchId { get; set; }
    public Branch? Branch { get; set; }
    public bool Retired { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}

public sealed class Stage : IJournaled
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public int InvestmentId { get; set; }
    public Investment? Investment { get; set; }
    public DateOnly? ReadyOn { get; set; }
    public int? JournalClientId => null;
}

public sealed class Building : IJournaled
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public int StageId { get; set; }
    public Stage? Stage { get; set; }
    public int? JournalClientId => null;
}
