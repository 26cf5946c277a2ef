using System.Security.Claims;

namespace CrmLive.Web.Account;

/// <summary>What a cookie or token says of its bearer: never rights, only where to look them up.</summary>
public static class SessionClaims
{
    public const string Session = "crm:session";
    public const string Stamp = "crm:stamp";
    public const string Token = "crm:token";
    public const string Screen = "crm:screen";
    public const string Ip = "crm:ip";

    public static ClaimsPrincipal OfSession(int userId, string login, string key, string? stamp) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, $"{userId}"),
            new Claim(ClaimTypes.Name, login),
            new Claim(Session, key),
            new Claim(Stamp, stamp ?? ""),
        ],
        "CrmLive"));

    /// <summary>The address of this request; a circuit keeps the one it was opened from.</summary>
    public static void CameFrom(this ClaimsPrincipal who, string? ip)
    {
        var identity = (ClaimsIdentity)who.Identity!;
        identity.TryRemoveClaim(identity.FindFirst(Ip));
        if (ip is not null)
        {
            identity.AddClaim(new Claim(Ip, ip));
        }
    }
}
