using CrmLive.Core.Activities.Feed;
using CrmLive.Web.Hosting;

namespace CrmLive.Web.Api;

/// <summary>A20: a person's calendar for their telephone or Outlook. The address is the key, so there is no sign-in, and no word on why one does not work.</summary>
public static class CalendarFeedEndpoint
{
    /// <summary>Below the base of the pages; the one place a token is ever shown.</summary>
    public static string AddressOf(string token) => $"calendar/{token}.ics";

    public static void MapCalendarFeeds(this WebApplication app) =>
        app.MapMethods("/calendar/{token}.ics", [HttpMethods.Get, HttpMethods.Head], SendAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Feed);

    private static async Task<IResult> SendAsync(HttpContext http, string token, CalendarFeeds feeds)
    {
        if (await feeds.ReadAsync(token, http.RequestAborted) is not { } feed)
        {
            return Results.NotFound();
        }

        // Kept by nobody on the way, and asked for again each time: with the tag that costs a few bytes.
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ETag = feed.Tag;
        if (http.Request.Headers.IfNoneMatch.Any(tags => tags is "*" || tags?.Contains(feed.Tag, StringComparison.Ordinal) == true))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        return Results.Text(feed.Text, "text/calendar; charset=utf-8");
    }
}
