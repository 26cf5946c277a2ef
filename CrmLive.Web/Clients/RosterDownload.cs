using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Roster;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Clients;

/// <summary>GET /clients/export.xlsx with the list's own filter: row by row from the database to the browser.</summary>
public static class RosterDownload
{
    private static readonly string[] Heads =
    [
        "Column.Number", "LastName", "FirstName", "Company", "Phone", "Email", "Town", "Column.Status", "Advisor", "Column.Branch",
        "Source", "Column.Investments", "Column.Created", "LastContact", "NextActivity",
    ];

    public static void MapRosterDownload(this WebApplication app) =>
        app.MapGet("/clients/export.xlsx", SendAsync).RequireAuthorization(ClientPermissions.Export);

    private static async Task<IResult> SendAsync(HttpContext http, RosterExport export, IStringLocalizer<ClientsText> text)
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
        http.Response.Headers.ContentDisposition = "attachment; filename=clients.xlsx";
        http.Response.Headers.CacheControl = "no-store";
        await export.WriteAsync(
            actor, RosterAddress.Read(http.Request.Query), http.Response.Body, [.. Heads.Select(head => text[head].Value)],
            row => row.StatusName ?? text[$"Status.{row.StatusKey}"], http.RequestAborted);
        return Results.Empty;
    }
}
