using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Users;

/// <summary>An employee's leave, whole days in the office's zone, both included.</summary>
public sealed class Absence : IJournaled, ILive
{
    public int Id { get; set; }
    public int UserId { get; set; }
    public User? User { get; set; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    public string? Note { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Users;
}
