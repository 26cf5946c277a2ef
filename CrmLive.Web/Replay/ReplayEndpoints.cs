using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Replay;
using CrmLive.Core.Wall;
using CrmLive.Web.Account;
using CrmLive.Web.Calls;
using CrmLive.Web.Wall;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrmLive.Web.Replay;

/// <summary>K16: a page without a circuit, and what it asks for: the day, and any moment of it. Nothing of the playing is kept here, so any node answers.</summary>
public static class ReplayEndpoints
{
    public const string Page = "/replay";

    public static void MapReplay(this WebApplication app)
    {
        var replay = app.MapGroup(Page).RequireAuthorization(WallPermissions.Replay);
        replay.MapGet("", PageAsync);
        replay.MapGet("/day", DayAsync);
        replay.MapGet("/wall", WallAsync);
        replay.MapGet("/calls", CallsAsync).RequireAuthorization(CallPermissions.Watch);
    }

    private static async Task PageAsync(HttpContext http, ReplayQueries replay, string? day, string? view)
    {
        var actor = await http.ActorAsync();
        http.Response.Headers.CacheControl = "no-store";
        await new RazorComponentResult<ReplayDocument>(new
        {
            Day = DateOnly.TryParseExact(day, "O", out var chosen) ? chosen : await replay.LastDayAsync(actor, http.RequestAborted),
            View = view == ReplayDocument.Calls && actor.May(CallPermissions.Watch) ? ReplayDocument.Calls : ReplayDocument.Wall,
            MayWatch = actor.May(CallPermissions.Watch),
        }).ExecuteAsync(http);
    }

    private static async Task<IResult> DayAsync(HttpContext http, ReplayQueries replay, DateOnly day)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(await replay.DayAsync(await http.ActorAsync(), day, http.RequestAborted), WallJson.Options);
    }

    private static async Task<IResult> WallAsync(HttpContext http, ReplayQueries replay, DateOnly day, DateTimeOffset at)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await replay.AtAsync(await http.ActorAsync(), day, at.UtcDateTime, http.RequestAborted) is { } moment
            ? Results.Json(new { moment.At, moment.Next, moment.People, moment.Calls, moment.Deals, moment.Hours }, WallJson.Options)
            : Results.NotFound();
    }

    /// <summary>The call panel's own components, drawn once from the snapshot of that moment, by somebody who may do nothing with calls: what is over is not claimed.</summary>
    private static async Task CallsAsync(HttpContext http, ReplayQueries replay, SignedIn me, CallsFeed feed, DateOnly day, DateTimeOffset at)
    {
        var actor = await http.ActorAsync();
        http.Response.Headers.CacheControl = "no-store";
        if (await replay.AtAsync(actor, day, at.UtcDateTime, http.RequestAborted) is not { } moment)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        me.Actor = actor with { Permissions = [CallPermissions.Watch] };
        feed.Take(moment.Panel);
        await new RazorComponentResult<ReplayCalls>(new { moment.At, moment.Next }).ExecuteAsync(http);
    }
}
