using System.Globalization;
using CrmLive.Core.Users;
using CrmLive.Web.Account;
using CrmLive.Web.App;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CrmLive.Web.Hosting;

/// <summary>Theme and language of this browser. They are cookies, which a circuit cannot set, so the shell posts them as forms.</summary>
public static class Preferences
{
    private const string ThemeCookie = "crm-theme";

    public static IReadOnlyList<string> Languages { get; } = ["en", "pl", "ru"];

    public static IReadOnlyList<string> Themes { get; } = ["light", "dark", "auto"];

    public static string ThemeOf(HttpContext http) =>
        Themes.FirstOrDefault(theme => theme == http.Request.Cookies[ThemeCookie]) ?? "auto";

    public static void MapPreferences(this IEndpointRouteBuilder app)
    {
        app.MapGet("/theme.css", (ThemeSheet sheet, HttpContext http) =>
        {
            // Its address carries its hash.
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Text(sheet.Css, "text/css");
        }).AllowAnonymous();
        app.MapPost("/preferences/theme", (HttpContext http, [FromForm] string theme, [FromForm] string? back) =>
        {
            Remember(http, ThemeCookie, Themes.Contains(theme) ? theme : "auto");
            return Back(back);
        }).AllowAnonymous();
        app.MapPost("/preferences/language", async (HttpContext http, SignedIn me, OwnLanguage own, [FromForm] string language, [FromForm] string? back) =>
        {
            if (Languages.Contains(language))
            {
                Speak(http, language);
                await own.ChooseAsync(me.Actor, language, http.RequestAborted);
            }

            return Back(back);
        }).AllowAnonymous();
    }

    /// <summary>From now on this browser is spoken to in this language.</summary>
    public static void Speak(HttpContext http, string language) => Remember(
        http,
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(language))));

    private static void Remember(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(400),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    });

    // Only to a page of ours: "//elsewhere" is another site.
    private static IResult Back(string? to) =>
        Results.LocalRedirect(to is ['/', not ('/' or '\\'), ..] ? to : "/");
}
