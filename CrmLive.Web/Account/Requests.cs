using CrmLive.Core.Access;
using Microsoft.AspNetCore.Http.Features;

namespace CrmLive.Web.Account;

/// <summary>Who sent a request, from where and by what.</summary>
public static class Requests
{
    /// <summary>The actor of this request with the rights of this moment; <see cref="Actor.Nobody"/> without a session or token.</summary>
    public static Task<Actor> ActorAsync(this HttpContext http) =>
        http.RequestServices.GetRequiredService<Visits>().ActorOfAsync(http.User, http.RequestAborted);

    public static string? Ip(this HttpContext http) => http.Connection.RemoteIpAddress is { } ip
        ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString()
        : null;

    public static ActorChannel Channel(this HttpContext http) =>
        http.Request.Headers["Sec-CH-UA-Mobile"] == "?1" || http.Request.Headers.UserAgent.ToString().Contains("Mobi", StringComparison.Ordinal)
            ? ActorChannel.Mobile
            : ActorChannel.Web;

    /// <summary>A connection that stays: a WebSocket of HTTP/1.1 or HTTP/2, or server-sent events. Asked before SignalR's own middleware knows.</summary>
    public static bool IsLine(this HttpContext http) =>
        string.Equals(http.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
        || http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);

    /// <summary>Only to a page of ours: "//elsewhere" is another site, and "/\elsewhere" is read like it.</summary>
    public static string LocalOr(string? url, string otherwise) => url is ['/'] or ['/', not ('/' or '\\'), ..] && !url.Any(char.IsControl) ? url : otherwise;
}
