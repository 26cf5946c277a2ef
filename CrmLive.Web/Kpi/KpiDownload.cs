using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Common.Tables;
using CrmLive.Core.Kpi;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Kpi;

/// <summary>GET /kpi/export.xlsx with the board's own address: the table as it is shown, as numbers.</summary>
public static class KpiDownload
{
    private static readonly string[] Heads =
    [
        "Column.Rank", "Column.Name", "Export.Covered", "Export.Clients", "Export.KeyCovered", "Export.KeyClients", "Export.KeyMeetings", "Export.KeyCalls", "Export.KeyEmails", "Kind.Meeting", "Export.PlanMeeting", "Kind.Call", "Export.PlanCall",
        "Kind.Email", "Export.PlanEmail", "Column.Total", "Export.PlanTotal", "Export.Attained", "Column.Gap", "Export.Pace", "Column.Points",
    ];

    public static void MapKpiDownload(this WebApplication app) => app.MapGet("/kpi/export.xlsx", SendAsync).RequireAuthorization(KpiPermissions.See);

    private static async Task SendAsync(HttpContext http, KpiQueries kpi, CoverageQueries coverage, OfficeClock office, TimeProvider clock, IStringLocalizer<KpiText> text)
    {
        var (actor, ct) = (await http.ActorAsync(), http.RequestAborted);
        var at = BoardAddress.Read(http.Request.GetEncodedUrl());
        var (today, time) = (office.Time.Today(clock), office.Time);
        var ((first, last), range) = (at.Span.Days(today), at.Span.Range(time, today));
        var overview = await kpi.OverviewAsync(actor, range, at.By, ct);
        var rings = (await coverage.RingsAsync(actor, range, ct)).ToDictionary(row => row.UserId);
        var rows = overview.Select(row => BoardRow.Of(row, rings.GetValueOrDefault(row.UserId), covered: true, at)).By(at.Sort, at.Down).ToList();

        // A zip writes its directory at the end without awaiting.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        http.Response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        http.Response.Headers.ContentDisposition = $"attachment; filename=kpi-{first:yyyy-MM-dd}-{last:yyyy-MM-dd}.xlsx";
        http.Response.Headers.CacheControl = "no-store";
        await using var sheet = await XlsxWriter.BeginAsync(http.Response.Body, [.. Heads.Select(head => text[head].Value)], ct);
        foreach (var row in rows)
        {
            await sheet.AddAsync(Cells(row));
        }

        if (rows.Count > 1)
        {
            await sheet.AddAsync(Cells(BoardRow.All(rows, WorkShare.Elapsed(time, first, last, clock.GetUtcNow().UtcDateTime), text["Board.All"], at)));
        }
    }

    /// <summary>What is missing stays an empty cell, so that no average takes it for zero.</summary>
    private static object?[] Cells(BoardRow row) =>
    [
        row.Rank, row.Name, row.Clients?.Covered, row.Clients?.All, row.Key?.Covered, row.Key?.All, row.WithKey.Meetings, row.WithKey.Calls, row.WithKey.Emails,
        row.Facts.Meetings, Planned(row.Plan.Meetings), row.Facts.Calls, Planned(row.Plan.Calls), row.Facts.Emails, Planned(row.Plan.Emails),
        row.Facts.Total, Planned(row.Plan.Total), row.Total.Attained is { } attained ? decimal.Round(attained, 4) : null, row.Total.Gap, row.Pace, row.Points,
    ];

    private static decimal? Planned(decimal plan) => plan > 0 ? plan : null;
}
