using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Users;

/// <summary>Lets another program in as a user, with part of that user's permissions.</summary>
public sealed class ApiToken : IJournaled, ILive
{
    public int Id { get; set; }
    public required string Name { get; set; }

    /// <summary>SHA-256 of the token; the token itself is shown once and kept nowhere.</summary>
    [Secret]
    public required string Hash { get; set; }

    public int UserId { get; set; }
    public User? User { get; set; }
    public List<string> Permissions { get; set; } = [];
    public DateTime CreatedAt { get; set; }

    [NotJournaled]
    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Sessions;
}
