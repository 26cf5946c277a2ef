using CrmLive.Core.Access;

namespace CrmLive.Web.Account;

/// <summary>Who sits before this screen or sent this request; one per circuit and per request, renewed when rights change.</summary>
public sealed class SignedIn
{
    public Actor Actor { get; set; } = Actor.Nobody;
}
