using CrmLive.Core.Access;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Users;

/// <summary>A bundle of permissions the administrator can change.</summary>
public sealed class Role : IJournaled, ILive
{
    public int Id { get; set; }

    /// <summary>Set for the built-in roles: their name is translated until somebody renames them.</summary>
    public string? Key { get; set; }

    public string? Name { get; set; }
    public Scope Scope { get; set; }

    /// <summary>Users of this role must set up an authenticator app before anything else.</summary>
    public bool RequiresTwoFactor { get; set; }

    public List<string> Permissions { get; set; } = [];
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Users;
}
