using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmLive.Core.Submissions;
using CrmLive.Web.Account;

namespace CrmLive.Web.Submissions;

/// <summary>P16: what is held on a client whom a broker reported, as a file for the client; a program reads it as well as a person (GDPR, art. 20).</summary>
public static class HeldDataEndpoint
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string AddressOf(int submissionId) => $"api/submissions/{submissionId}/held";

    public static void MapHeldData(this WebApplication app) => app.MapGet("/api/submissions/{submissionId:int}/held", SendAsync).RequireAuthorization(SubmissionPermissions.Privacy);

    private static async Task<IResult> SendAsync(HttpContext http, int submissionId, SubmissionPrivacy privacy)
    {
        if (await privacy.HandOutAsync(await http.ActorAsync(), submissionId, http.RequestAborted) is not { } held)
        {
            return Results.Problem("There is no such submission.", statusCode: StatusCodes.Status404NotFound);
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(held, Readable), "application/json", $"submission-{submissionId}.json");
    }
}
