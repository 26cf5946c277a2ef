using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common.Tables;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>The rows an import left out, as a workbook: each with why, and with its cells as they stood in the file, to be mended and brought again.</summary>
public sealed class ImportReport(CrmDb crm)
{
    private const int PageSize = 500;

    /// <param name="heads">What the two columns before the file's own are called.</param>
    /// <param name="why">In the reader's words; the number is of a client they may see, the texts are the file's own heads.</param>
    /// <returns>False when there is no such import for this actor; then nothing was written.</returns>
    public async Task<bool> WriteAsync(Actor actor, int importId, Stream target, IReadOnlyList<string> heads, Func<RowTold, int?, IReadOnlyList<string>, string> why, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        await using var db = crm.Open(actor);
        if (await db.Set<ClientImport>().AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(i => i.Id == importId && i.State != ImportState.Draft, ct) is not { } import)
        {
            return false;
        }

        db.Record(new JournalEntry { Event = "client-import.report", Subject = "client-import", SubjectId = importId });
        await db.SaveChangesAsync(ct);
        var own = JsonSerializer.Deserialize<string[]>(import.Heads)!;
        await using var sheet = await XlsxWriter.BeginAsync(target, [.. heads, .. own], ct);
        var after = 0;
        while (await PageAsync(actor, importId, after, ct) is { Count: > 0 } page)
        {
            foreach (var (row, told, client) in page)
            {
                await sheet.AddAsync([row.Row, why(told, client, own), .. told.Cells]);
            }

            after = page[^1].Row.Id;
        }

        return true;
    }

    private async Task<IReadOnlyList<(ClientImportRow Row, RowTold Told, int? Client)>> PageAsync(Actor actor, int importId, int after, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var rows = await db.Set<ClientImportRow>().AsNoTracking().Where(r => r.ImportId == importId && r.Id > after && !r.Told.Contains("\"IsFilled\":true"))
            .OrderBy(r => r.Id).Take(PageSize).ToListAsync(ct);
        var ids = rows.Select(r => r.ClientId).OfType<int>().Distinct().ToList();
        var seen = (await db.Set<Client>().VisibleTo(actor).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        return [.. rows.Select(r => (r, RowTold.Of(r.Told), r.ClientId is { } id && seen.Contains(id) ? r.ClientId : null))];
    }
}
