using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Users;

/// <summary>One signed-in browser; revoking it ends its open circuits within seconds.</summary>
public sealed class SignInSession : IJournaled, ILive
{
    public int Id { get; set; }

    /// <summary>Random, carried by the cookie; the number alone would be guessable.</summary>
    [Secret]
    public required string Key { get; set; }

    public int UserId { get; set; }
    public User? User { get; set; }
    public DateTime StartedAt { get; set; }

    [NotJournaled]
    public DateTime LastSeenAt { get; set; }

    public string? Ip { get; set; }
    public string? Browser { get; set; }
    public bool Mobile { get; set; }
    public DateTime? EndedAt { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Sessions;
}
