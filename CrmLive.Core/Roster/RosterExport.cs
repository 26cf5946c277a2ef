using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Common.Tables;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster;

/// <summary>The list as a workbook: what the filter shows, all pages of it, as far as the actor sees; a page is in memory at a time.</summary>
public sealed class RosterExport(CrmDb crm, RosterQueries roster)
{
    private const int PageSize = 1_000;

    /// <param name="heads">The columns' names in the reader's language, as many as <see cref="Cells"/> gives.</param>
    public async Task WriteAsync(Actor actor, RosterFilter filter, Stream target, IReadOnlyList<string> heads, Func<RosterRow, string> statusOf, CancellationToken ct)
    {
        await RequireAsync(actor, ct);
        await RecordAsync(actor, ct);
        await using var sheet = await XlsxWriter.BeginAsync(target, heads, ct);
        RosterCursor? after = null;
        RosterPage page;
        do
        {
            page = await roster.PageAsync(actor, filter, after, PageSize, ct);
            foreach (var row in page.Rows)
            {
                await sheet.AddAsync(Cells(row, statusOf(row)));
            }

            after = page.Rows.Count > 0 ? RosterQueries.CursorOf(filter, page.Rows[^1]) : null;
        }
        while (page.HasMore);
    }

    public Task RequireAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(ClientPermissions.View);
        return crm.RequireExportAsync(actor, ct);
    }

    private async Task RecordAsync(Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        db.Record(new JournalEntry { Event = "client.exported", Subject = "client" });
        await db.SaveChangesAsync(ct);
    }

    private object?[] Cells(RosterRow row, string status) =>
    [
        row.Id, row.LastName, row.FirstName, row.Company, string.Join(", ", row.Phones), string.Join(", ", row.Emails), row.Town, status, row.Advisor, row.Branch,
        row.Source, string.Join(", ", row.Investments), Local(row.CreatedAt), Local(row.LastContactAt), Local(row.NextActivityAt),
    ];

    private DateTime? Local(DateTime? utc) => utc is { } at ? crm.Office.Time.ToLocal(at) : null;
}
