using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Kpi;

/// <summary>What an employee is to reach in one ISO week (K6).</summary>
public sealed class Plan : IJournaled, ILive
{
    public int Id { get; set; }
    public int UserId { get; set; }

    /// <summary>Monday of the week.</summary>
    public DateOnly Week { get; set; }

    public int Meetings { get; set; }
    public int Calls { get; set; }
    public int Emails { get; set; }
    public int Total { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Kpi;
}

/// <summary>Points per contact, valid from a day on; old periods keep old weights (K9).</summary>
public sealed class Weights : IJournaled, ILive
{
    public int Id { get; set; }
    public DateOnly ValidFrom { get; set; }
    public int Meeting { get; set; } = 5;
    public int Call { get; set; } = 2;
    public int Email { get; set; } = 1;
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Kpi;
}
