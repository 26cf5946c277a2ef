using CrmLive.Core.Journal;
using CrmLive.Core.Users;

namespace CrmLive.Core.Activities.Feed;

/// <summary>A private address under which a person's telephone or Outlook reads their calendar (A20). Whoever has it can read, so it can be revoked.</summary>
public sealed class CalendarFeed : IJournaled
{
    public int Id { get; set; }
    public int UserId { get; set; }
    public User? User { get; set; }

    /// <summary>SHA-256 of the address's token, which is shown once and kept nowhere.</summary>
    [Secret]
    public required string Hash { get; set; }

    public DateTime CreatedAt { get; set; }
    public DateTime? RevokedAt { get; set; }

    [NotJournaled]
    public DateTime? LastReadAt { get; set; }

    public int? JournalClientId => null;
}
