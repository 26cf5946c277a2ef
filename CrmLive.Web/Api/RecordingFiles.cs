using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.StaticFiles;

namespace CrmLive.Web.Api;

/// <summary>Recordings for the player in the row (C16): with ranges, so that it can seek.</summary>
public static class RecordingFiles
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void MapRecordings(this IEndpointRouteBuilder app) => app.MapGet(
        "/calls/recordings/{legId:int}",
        async (int legId, HttpContext http, CallRecordings recordings) => await PlayAsync(await http.ActorAsync(), legId, http, recordings));

    internal static async Task<IResult> PlayAsync(Actor actor, int legId, HttpContext http, CallRecordings recordings)
    {
        if (!actor.May(CallPermissions.Listen)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (await recordings.OpenAsync(actor, legId, IsContinued(http.Request), http.RequestAborted) is not { } file) return Results.NotFound();

        // Of a client's voice no copy stays in a cache on the way.
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(file.FullName, AudioType(file.Name), enableRangeProcessing: true, lastModified: file.LastWriteTimeUtc);
    }

    private static bool IsContinued(HttpRequest request) => request.GetTypedHeaders().Range?.Ranges.FirstOrDefault()?.From > 0;

    // The name came from an exchange: whatever it calls itself, the browser must not take it for a page of ours.
    private static string AudioType(string name) =>
        Types.TryGetContentType(name, out var type) && type.StartsWith("audio/", StringComparison.Ordinal) ? type : "application/octet-stream";
}
