using System.Globalization;
using CrmLive.Core.Wall;
using CrmLive.Web.Account;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Wall;

public static class WallSetup
{
    private const string Page = "/wall";

    public static IServiceCollection AddWallScreens(this IServiceCollection services) => services
        .AddSingleton<WallAssets>()
        .AddSingleton<WallBroadcast>()
        .AddSingleton<WallScreens>()
        .AddHostedService(provider => provider.GetRequiredService<WallBroadcast>())
        .AddHostedService(provider => provider.GetRequiredService<WallScreens>());

    /// <summary>The page and its pairing are open to strangers: until it is approved a television is one. They tell nothing of the office but its name.</summary>
    public static void MapWall(this WebApplication app)
    {
        app.MapHub<WallHub>(WallHub.Address);
        app.MapGet(Page, PageAsync).AllowAnonymous();
        app.MapGet($"{Page}/standing", StandingAsync).AllowAnonymous();
        app.MapPost($"{Page}/pair", PairAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Pairing);
    }

    private static async Task PageAsync(HttpContext http, ScreenQueries screens, CancellationToken ct)
    {
        if (ScreenCookie.Of(http.Request) is { } token && await screens.FindAsync(Pairing.HashOf(token), ct) is { } screen)
        {
            ScreenCookie.Give(http, token);
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(screen.Language);
        }

        http.Response.Headers.CacheControl = "no-store";
        await new RazorComponentResult<WallDocument>().ExecuteAsync(http);
    }

    private static async Task<IResult> StandingAsync(HttpContext http, Pairing pairing, WallAssets assets, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var standing = ScreenCookie.Of(http.Request) is { } token ? await pairing.StandingAsync(token, ct) : null;
        return Results.Json(new { State = standing?.State.ToString().ToLowerInvariant() ?? "none", standing?.Code, Assets = assets.Version });
    }

    /// <summary>A code for a television that has none. Whoever is a screen already stays the one they are.</summary>
    private static async Task<IResult> PairAsync(HttpContext http, Pairing pairing, CancellationToken ct)
    {
        var standing = ScreenCookie.Of(http.Request) is { } token ? await pairing.StandingAsync(token, ct) : null;
        if (standing is { State: ScreenState.Paired })
        {
            return Results.Conflict();
        }

        var ticket = await pairing.AskAsync(http.Ip(), ct);
        ScreenCookie.Give(http, ticket.Token);
        var settings = new Uri($"{http.Request.Scheme}://{http.Request.Host}/settings/screens?code={Uri.EscapeDataString(ticket.Code)}");
        var qr = QrPath.Of(settings.AbsoluteUri);
        return Results.Json(new { ticket.Code, ticket.ExpiresAt, Address = $"{settings.Authority}/settings/screens", Qr = new { qr.Size, qr.Path } });
    }
}
