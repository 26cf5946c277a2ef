using System.Net;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.HttpOverrides;

namespace CrmLive.Web.Hosting;

/// <summary>What every answer tells the browser to refuse, and whom we refuse before anything else is asked.</summary>
public static class WebSecurity
{
    // No script and no style element of a page's own; MudBlazor places its popovers by style attributes, hence the one exception.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>For a page that carries its one style and its one script: no other is let in, not even a file of ours.</summary>
    internal static string PolicyOf(string style, string script) =>
        Policy.Replace("style-src 'self'", $"style-src {style}", StringComparison.Ordinal).Replace("script-src 'self'", $"script-src {script}", StringComparison.Ordinal);

    /// <param name="proxies">Addresses besides this machine's own whose word on the caller's address is believed: setting "Proxies".</param>
    public static void UseWebSecurity(this WebApplication app, IReadOnlyList<string> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var proxy in proxies)
        {
            forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        app.UseForwardedHeaders(forwarded);
        app.UseHsts();
        app.Use(TellTheBrowserAsync);
        app.Use(RefuseForeignLinesAsync);
    }

    private static Task TellTheBrowserAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        return next(http);
    }

    // A browser sends cookies with a WebSocket to any site's page; only its Origin tells whose page it was. Programs send none.
    private static Task RefuseForeignLinesAsync(HttpContext http, RequestDelegate next)
    {
        var origin = http.Request.Headers.Origin.ToString();
        var isLine = http.IsLine() || http.Request.Path.StartsWithSegments("/_blazor") || http.Request.Path.StartsWithSegments("/hubs");
        if (isLine && origin.Length > 0 && !IsOurs(origin, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(http);
    }

    private static bool IsOurs(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
