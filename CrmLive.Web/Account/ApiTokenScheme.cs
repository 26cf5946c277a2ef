using System.Security.Claims;
using System.Text.Encodings.Web;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CrmLive.Web.Account;

/// <summary><c>Authorization: Bearer crm_…</c>, for the API and the hub. A browser's WebSocket cannot send the header; programs can.</summary>
public sealed class ApiTokenScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory log,
    UrlEncoder encoder,
    Visits visits) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "ApiToken";

    private const string Bearer = "Bearer ";

    public static bool IsIn(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsIn(Request))
        {
            return AuthenticateResult.NoResult();
        }

        var token = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        var who = new ClaimsPrincipal(new ClaimsIdentity([new Claim(SessionClaims.Token, ApiTokens.HashOf(token))], Name));
        if (await visits.FindAsync(who, Context.RequestAborted) is not { Actor: { UserId: { } userId } actor })
        {
            return AuthenticateResult.Fail("The token is unknown or was revoked.");
        }

        ((ClaimsIdentity)who.Identity!).AddClaim(new Claim(ClaimTypes.NameIdentifier, $"{userId}"));
        ((ClaimsIdentity)who.Identity!).AddClaim(new Claim(ClaimTypes.Name, actor.Login ?? ""));
        who.CameFrom(Context.Ip());
        return AuthenticateResult.Success(new AuthenticationTicket(who, Name));
    }
}
