using CrmLive.Core.Calls;
using CrmLive.Web.Account;

namespace CrmLive.Web.Api;

/// <summary>A leg's recording as a stream the player can seek in.</summary>
public static class RecordingEndpoint
{
    /// <summary>Below the base of the pages, for a player's <c>src</c>.</summary>
    public static string AddressOf(int callId, int legId) => $"api/calls/{callId}/recordings/{legId}";

    public static void MapRecordings(this WebApplication app) =>
        app.MapGet("/api/calls/{callId:int}/recordings/{legId:int}", SendAsync).RequireAuthorization(CallPermissions.Listen);

    private static async Task<IResult> SendAsync(HttpContext http, int legId, CallRecordings recordings)
    {
        var actor = await http.ActorAsync();
        if (await recordings.OpenAsync(actor, legId, IsFromStart(http.Request), http.RequestAborted) is not { } file)
        {
            return Results.Problem("There is no such recording.", statusCode: StatusCodes.Status404NotFound);
        }

        // What a client said belongs into no cache; and each playing is to be asked for.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(file.Path, file.ContentType, enableRangeProcessing: true);
    }

    private static bool IsFromStart(HttpRequest request) =>
        request.GetTypedHeaders().Range is not { } range || range.Ranges.Any(part => part.From == 0);
}
