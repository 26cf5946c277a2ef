using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Kpi;

/// <summary>What an employee is to reach in one ISO week (K6). Zero is no plan for that kind; a total of zero is the sum of the kinds.</summary>
public sealed class Plan : IJournaled, ILive, IVersioned
{
    public int Id { get; set; }
    public int UserId { get; set; }

    /// <summary>Monday of the week.</summary>
    public DateOnly Week { get; set; }

    public int Meetings { get; set; }
    public int Calls { get; set; }
    public int Emails { get; set; }
    public int Total { get; set; }

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Kpi;
}
