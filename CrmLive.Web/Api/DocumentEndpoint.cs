using CrmLive.Core.Clients;
using CrmLive.Web.Account;

namespace CrmLive.Web.Api;

/// <summary>A client's document, always as a download: shown in place, a file could act on the office's own pages.</summary>
public static class DocumentEndpoint
{
    /// <summary>Below the base of the pages.</summary>
    public static string AddressOf(int clientId, int documentId) => $"api/clients/{clientId}/documents/{documentId}";

    public static void MapDocuments(this WebApplication app) =>
        app.MapGet("/api/clients/{clientId:int}/documents/{documentId:int}", SendAsync).RequireAuthorization(ClientPermissions.Documents);

    private static async Task<IResult> SendAsync(HttpContext http, int documentId, ClientDocuments documents) =>
        (await documents.OpenAsync(await http.ActorAsync(), documentId, http.RequestAborted)).AsDownload(http);

    /// <summary>For every file that came from outside.</summary>
    public static IResult AsDownload(this OpenedDocument? file, HttpContext http)
    {
        if (file is null)
        {
            return Results.Problem("There is no such document.", statusCode: StatusCodes.Status404NotFound);
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.File(file.Path, file.ContentType, file.Name);
    }
}
