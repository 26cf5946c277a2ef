using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CrmLive.Web.Account;

/// <summary>The cookie is only as good as its session; programs get a status where people get a page.</summary>
public sealed class SessionCookie(Visits visits) : CookieAuthenticationEvents
{
    public const string SignInPath = "/account/sign-in";
    public const string RefusedPath = "/account/refused";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (await visits.FindAsync(context.Principal!, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        context.Principal!.CameFrom(context.HttpContext.Ip());
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status403Forbidden);

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (IsForPrograms(context.Request))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    // A page is asked for by GET with "text/html"; a circuit, the hub, the API and a download in the background are not.
    private static bool IsForPrograms(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
