using CrmLive.Core.Clients;
using CrmLive.Core.Submissions;
using CrmLive.Web.Account;
using CrmLive.Web.Api;

namespace CrmLive.Web.Submissions;

/// <summary>B16: a broker's file, always as a download, never shown in place.</summary>
public static class SubmissionDocumentEndpoint
{
    public static string AddressOf(int submissionId, int documentId) => $"api/submissions/{submissionId}/documents/{documentId}";

    public static void MapSubmissionDocuments(this WebApplication app) =>
        app.MapGet("/api/submissions/{submissionId:int}/documents/{documentId:int}", SendAsync).RequireAuthorization(ClientPermissions.Documents, SubmissionPermissions.View);

    private static async Task<IResult> SendAsync(HttpContext http, int documentId, SubmissionDocuments documents) =>
        (await documents.OpenAsync(await http.ActorAsync(), documentId, http.RequestAborted)).AsDownload(http);
}
