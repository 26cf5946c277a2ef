using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>Files and rows of imports are personal data: what nobody started goes after a day, what was left out after a month.</summary>
internal sealed class ImportShelf(CrmDb crm)
{
    private const int RowsAtOnce = 500;

    private static readonly TimeSpan Drafts = TimeSpan.FromDays(1);
    private static readonly TimeSpan LeftOut = TimeSpan.FromDays(30);

    public async Task TidyAsync(CancellationToken ct)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        await using (var db = crm.Open(Actor.System))
        {
            var before = now - Drafts;
            db.RemoveRange(await db.Set<ClientImport>().Where(i => i.State == ImportState.Draft && i.UploadedAt < before).ToListAsync(ct));
            await db.SaveChangesAsync(ct);
        }

        while (await ForgetAsync(now - LeftOut, ct))
        {
        }
    }

    private async Task<bool> ForgetAsync(DateTime before, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var old = db.Set<ClientImport>().Where(i => i.UploadedAt < before && (i.State == ImportState.Finished || i.State == ImportState.Undone)).Select(i => i.Id);
        var rows = await db.Set<ClientImportRow>().Where(r => old.Contains(r.ImportId)).OrderBy(r => r.Id).Take(RowsAtOnce).ToListAsync(ct);
        db.RemoveRange(rows);
        await db.SaveChangesAsync(ct);
        return rows.Count == RowsAtOnce;
    }
}
