using CrmLive.Core.Access;
using CrmLive.Core.Submissions;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Submissions;

/// <summary>GET /submissions/export.xlsx with the inbox's own filters: row by row from the database to the browser.</summary>
public static class InboxDownload
{
    private static readonly string[] Heads = ["Id", "Form.Client", "Field.Phone", "Field.Email", "Field.InvestmentId", "Source", "BrokerPerson", "Arrived", "State"];

    public static string AddressOf(InboxFilter filter) => "submissions/export.xlsx" + InboxAddress.QueryOf(filter);

    public static void MapInboxDownload(this WebApplication app) =>
        app.MapGet("/submissions/export.xlsx", SendAsync).RequireAuthorization(SubmissionPermissions.View);

    private static async Task<IResult> SendAsync(HttpContext http, SubmissionExport export, IStringLocalizer<SubmissionsText> text)
    {
        var actor = await http.ActorAsync();
        try
        {
            await export.RequireAsync(actor, http.RequestAborted);
        }
        catch (AccessRefused)
        {
            return Results.Forbid();
        }

        // A zip writes its directory at the end without awaiting.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        http.Response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        http.Response.Headers.ContentDisposition = "attachment; filename=submissions.xlsx";
        http.Response.Headers.CacheControl = "no-store";
        await export.WriteAsync(
            actor, InboxAddress.Of(http.Request.Query.ToDictionary()), http.Response.Body, [.. Heads.Select(head => text[head].Value)], status => text["Status." + status], http.RequestAborted);
        return Results.Empty;
    }
}
