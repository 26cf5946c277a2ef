using CrmLive.Core.Clients;
using CrmLive.Core.Roster.Import;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Import;

/// <summary>GET /clients/import/{id}/report.xlsx: the rows left out, each with why, to be mended and brought again.</summary>
public static class ImportDownload
{
    public static void MapImportReport(this WebApplication app) =>
        app.MapGet("/clients/import/{id:int}/report.xlsx", SendAsync).RequireAuthorization(ClientPermissions.Import);

    private static async Task<IResult> SendAsync(HttpContext http, int id, ImportQueries imports, ImportReport report, IStringLocalizer<ImportText> text)
    {
        var actor = await http.ActorAsync();
        if (await imports.CardAsync(actor, id, http.RequestAborted) is not { LeftOut: true })
        {
            return Results.Problem("There is no such report.", statusCode: StatusCodes.Status404NotFound);
        }

        // A zip writes its directory at the end without awaiting.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        http.Response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        http.Response.Headers.ContentDisposition = $"attachment; filename=import-{id}.xlsx";
        http.Response.Headers.CacheControl = "no-store";
        await report.WriteAsync(actor, id, http.Response.Body, [text["Report.Row"], text["Report.Why"]], (told, client, heads) => Why(text, told, client, heads), http.RequestAborted);
        return Results.Empty;
    }

    private static string Why(IStringLocalizer<ImportText> text, RowTold told, int? client, IReadOnlyList<string> heads)
    {
        if (told.Problems.Count > 0)
        {
            return string.Join("; ", told.Problems.Select(problem =>
            {
                var said = text[$"Problem.{problem.Key}", problem.Cell].Value;
                return problem.Column < 0 ? said : $"{ImportLook.NameOf(new ImportColumn(heads.ElementAtOrDefault(problem.Column), default, []), problem.Column)}: {said}";
            }));
        }

        return told.TwoClients ? text["Why.Two"] : told.TwinRow is { } twin ? text["What.Twin", twin] : client is { } id ? text["Why.Known", id] : text["Why.KnownToOthers"];
    }
}
