using System.Security.Claims;
using System.Text.Encodings.Web;
using CrmLive.Core.Wall;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CrmLive.Web.Wall;

/// <summary>A television comes in with its cookie. Only the wall asks for this scheme, so on every other address the cookie means nothing.</summary>
public sealed class ScreenScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, Visits visits)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Name = "Screen";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ScreenCookie.Of(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var who = new ClaimsPrincipal(new ClaimsIdentity([new Claim(SessionClaims.Screen, Pairing.HashOf(token))], Name));
        return await visits.FindAsync(who, Context.RequestAborted) is null
            ? AuthenticateResult.Fail("The screen is unknown or was revoked.")
            : AuthenticateResult.Success(new AuthenticationTicket(who, Name));
    }
}
