namespace CrmLive.Web.Wall;

/// <summary>What makes a television the screen it is. No script can read it, no other site can send it, and it opens nothing but the wall.</summary>
internal static class ScreenCookie
{
    private const string Name = "crmlive.screen";

    public static string? Of(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= 100 } token ? token : null;

    public static void Give(HttpContext http, string token) => http.Response.Cookies.Append(Name, token, new CookieOptions
    {
        // Browsers forget a cookie after 400 days at the latest; each visit begins them anew.
        MaxAge = TimeSpan.FromDays(400),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
    });
}
