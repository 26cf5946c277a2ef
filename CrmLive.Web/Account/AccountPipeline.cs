using CrmLive.Core.Access;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CrmLive.Web.Account;

public static class AccountPipeline
{
    /// <summary>After routing: who it is, what they may, then whether the form is ours.</summary>
    public static void UseAccount(this WebApplication app)
    {
        app.UseSetupGate();
        app.UseAuthentication();
        app.Use(KnowActorAsync);
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseConnectionCut();
        app.UseAntiforgery();
        app.Use(RefuseForeignFormsAsync);
    }

    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        app.MapPost("/account/sign-out", async (HttpContext http, SignIn signIn) =>
        {
            await signIn.OutAsync(http, http.RequestAborted);
            return Results.LocalRedirect(SessionCookie.SignInPath);
        }).AllowAnonymous().WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/account/sessions/end", async ([FromForm] int id, SignedIn me, Sessions sessions, CancellationToken ct) =>
        {
            await sessions.RevokeAsync(me.Actor, id, ct);
            return Results.LocalRedirect("/account#sessions");
        });
    }

    private static async Task KnowActorAsync(HttpContext http, RequestDelegate next)
    {
        var visit = await http.RequestServices.GetRequiredService<Visits>().FindAsync(http.User, http.RequestAborted);
        http.RequestServices.GetRequiredService<SignedIn>().Actor =
            visit?.Actor ?? Actor.Nobody with { Channel = http.Channel(), Ip = http.Ip() };
        if (visit is { NeedsTwoFactor: true } && IsPage(http))
        {
            http.Response.Redirect("/account/authenticator");
            return;
        }

        await next(http);
    }

    // Everything of a page may still be fetched, but no page except those of the account.
    private static bool IsPage(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && !http.Request.Path.StartsWithSegments("/account")
        && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null;

    // The middleware only notes what it found; pages and form binding act on it, plain endpoints would not.
    private static Task RefuseForeignFormsAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(http);
    }
}
