using CrmLive.Core.Access;

namespace CrmLive.Core.Journal;

/// <summary>One thing that happened: who, what, when, from where, about whom. Append-only; written in the transaction of the change itself.</summary>
public sealed class JournalEntry
{
    /// <summary>Order of commit: whoever missed doorbells asks what came since a Seq.</summary>
    public long Seq { get; set; }

    public DateTime At { get; set; }
    public int? UserId { get; set; }

    /// <summary>The name as it was then; an employee may be renamed or leave.</summary>
    public string Who { get; set; } = "";

    public string? Login { get; set; }
    public ActorChannel Channel { get; set; }
    public string? Ip { get; set; }

    /// <summary>What happened, as "client.changed" or "call.answered".</summary>
    public string Event { get; set; } = "";

    public string Subject { get; set; } = "";
    public int SubjectId { get; set; }
    public int? ClientId { get; set; }

    /// <summary>Whole seconds, of things that last (a session, a call).</summary>
    public int? DurationSeconds { get; set; }

    /// <summary>JSON object of field → [old, new]; secrets and personal numbers appear by name only.</summary>
    public string? Changes { get; set; }
}
