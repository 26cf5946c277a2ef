using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common.Tables;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;

namespace CrmLive.Core.Submissions;

/// <summary>P14: the inbox as a workbook, as its filters narrow it and as far as the actor sees; never with a personal number (B22).</summary>
public sealed class SubmissionExport(CrmDb crm, SubmissionInbox inbox)
{
    private const int PageSize = 1_000;

    /// <param name="heads">The columns' names in the reader's language, as many as <see cref="Cells"/> gives.</param>
    public async Task WriteAsync(Actor actor, InboxFilter filter, Stream target, IReadOnlyList<string> heads, Func<SubmissionStatus, string> statusOf, CancellationToken ct)
    {
        await RequireAsync(actor, ct);
        await using (var db = crm.Open(actor))
        {
            db.Record(new JournalEntry { Event = "submission.exported", Subject = "submission" });
            await db.SaveChangesAsync(ct);
        }

        await using var sheet = await XlsxWriter.BeginAsync(target, heads, ct);
        int? before = null;
        do
        {
            var rows = await inbox.ListAsync(actor, filter, before, PageSize, ct);
            foreach (var row in rows.Take(PageSize))
            {
                await sheet.AddAsync(Cells(row, statusOf(row.Status)));
            }

            before = rows.Count > PageSize ? rows[PageSize - 1].Id : null;
        }
        while (before is not null);
    }

    public Task RequireAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        return crm.RequireExportAsync(actor, ct);
    }

    private object?[] Cells(InboxRow row, string status) =>
        [row.Id, row.Name, row.Phone, row.Email, row.Investment, row.Form, row.Broker, crm.Office.Time.ToLocal(row.ArrivedAt), status];
}
