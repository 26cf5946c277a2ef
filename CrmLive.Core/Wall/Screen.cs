using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Wall;

/// <summary>A television on a wall: it may see its own page and nothing else, and it has no user whose rights it could borrow (K13).</summary>
public sealed class Screen : IJournaled, ILive
{
    public int Id { get; set; }
    public required string Name { get; set; }

    /// <summary>SHA-256 of what the television keeps in its cookie.</summary>
    [Secret]
    public required string Hash { get; set; }

    /// <summary>The numbers of one branch; null for the whole office's.</summary>
    public int? BranchId { get; set; }

    /// <summary>Of <see cref="WallPages"/>, in the order they turn in.</summary>
    public List<string> Pages { get; set; } = [];

    /// <summary>A chime when an agreement is signed.</summary>
    public bool Sound { get; set; }

    public string Language { get; set; } = "en";
    public DateTime CreatedAt { get; set; }

    [NotJournaled]
    public DateTime? LastSeenAt { get; set; }

    public DateTime? RevokedAt { get; set; }
    public int? JournalClientId => null;

    /// <summary>As sessions and tokens, so that whatever holds a line open hears at once that it has ended.</summary>
    public LiveTopic Topic => LiveTopic.Sessions;
}
