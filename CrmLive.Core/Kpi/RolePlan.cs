using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Kpi;

/// <summary>The week's plan of everybody of a role who has none of their own, from a week on: what was the default in March stays March's.</summary>
public sealed class RolePlan : IJournaled, ILive
{
    public int Id { get; set; }
    public int RoleId { get; set; }
    public DateOnly FromWeek { get; set; }
    public int Meetings { get; set; }
    public int Calls { get; set; }
    public int Emails { get; set; }
    public int Total { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Kpi;
}
