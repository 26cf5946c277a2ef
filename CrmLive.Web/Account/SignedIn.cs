using CrmLive.Core.Access;

namespace CrmLive.Web.Account;

/// <summary>Who sits before this screen; one per circuit, renewed when rights change.</summary>
public sealed class SignedIn
{
    public Actor Actor { get; set; } = Actor.Nobody;
}
