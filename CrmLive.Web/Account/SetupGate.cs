using CrmLive.Core.Office;
using Microsoft.AspNetCore.Authorization;

namespace CrmLive.Web.Account;

/// <summary>While there is no office every address leads to the first-run page; once there is one, that page is no more.</summary>
public static class SetupGate
{
    public const string Path = "/setup";

    public static void UseSetupGate(this WebApplication app) => app.Use(async (http, next) =>
    {
        var office = http.RequestServices.GetRequiredService<OfficeNow>();
        var exists = office.Current is not null || await office.ReadAsync(http.RequestAborted) is not null;
        var isSetup = http.Request.Path.StartsWithSegments(Path);
        if (exists && isSetup)
        {
            http.Response.Redirect("/");
            return;
        }

        if (!exists && !isSetup && !IsOpenToAll(http))
        {
            http.Response.Redirect(Path);
            return;
        }

        await next(http);
    });

    // Styles, health, language: what even the first-run page needs. Sign-in is open to all as well, but there is nobody to sign in yet.
    private static bool IsOpenToAll(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null && !http.Request.Path.StartsWithSegments("/account");
}
