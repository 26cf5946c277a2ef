using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>Brings a file in from where it stands to its end, a chunk a transaction: calls and colleagues write in between, and whatever stops it, what is settled is settled once.</summary>
internal sealed class ImportPass(CrmDb crm, IClientWelcome? welcome)
{
    /// <summary>SQLite has one writer: a chunk keeps it for about a tenth of a second. And a chunk rings fewer bells than a watcher's queue holds, or open cards would all read again.</summary>
    public const int ChunkRows = 240;

    private const int MostTries = 5;

    public async Task RunAsync(Actor actor, int importId, CancellationToken ct)
    {
        var (run, file, done) = await BeginAsync(actor, importId, ct);
        await using (var names = crm.Open(actor))
        {
            var reader = new RowReader(run.Plan, await names.CountryAsync(ct), run.Names);
            var judge = new Judge();
            var rows = file.Rows(run.Plan).Skip(run.Plan.HasHeads ? 1 : 0).Select(reader.Read);
            foreach (var chunk in rows.Chunk(ChunkRows))
            {
                ct.ThrowIfCancellationRequested();
                if (!await ChunkAsync(actor, importId, run, judge, chunk, Math.Clamp(done, 0, chunk.Length), ct))
                {
                    return;
                }

                done = Math.Max(0, done - chunk.Length);
            }
        }

        await EndAsync(actor, importId, ct);
    }

    private async Task<(ImportRun Run, ImportFile File, int Done)> BeginAsync(Actor actor, int importId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var import = await db.Set<ClientImport>().AsNoTracking().SingleAsync(i => i.Id == importId, ct);
        var bytes = await db.Set<ClientImportFile>().AsNoTracking().Where(f => f.ImportId == importId).Select(f => f.Bytes).SingleAsync(ct);
        var plan = JsonSerializer.Deserialize<ImportPlan>(import.Plan)!;
        var run = new ImportRun(
            plan, await ImportNames.OfAsync(crm, actor, ct), await db.StatusIdAsync(ClientStatusKeys.New, ct), crm.Clock.GetUtcNow().UtcDateTime, welcome);
        return (run, new ImportFile(bytes), import.Done);
    }

    /// <summary>False when somebody has stopped it.</summary>
    private async Task<bool> ChunkAsync(Actor actor, int importId, ImportRun run, Judge judge, ImportRow[] chunk, int settled, CancellationToken ct)
    {
        // Rows settled before a stop are only shown to the judge: a later row may be like one of them.
        foreach (var row in chunk.Take(settled))
        {
            judge.Of(row, KnownMarks.None);
        }

        var open = chunk[settled..];
        if (open.Length == 0)
        {
            return true;
        }

        List<Judged>? judged = null;
        for (var tries = 1; ; tries++)
        {
            await using var db = crm.Open(actor);
            var import = await db.Set<ClientImport>().SingleAsync(i => i.Id == importId, ct);
            if (import.State != ImportState.Running)
            {
                return false;
            }

            var office = await KnownMarks.InOfficeAsync(db, open, ct);
            judged ??= [.. open.Select(row => judge.Of(row, office))];
            await new ImportChunk(db, import, run).SettleAsync(judged, office, ct);
            import.BeatAt = crm.Clock.GetUtcNow().UtcDateTime;
            try
            {
                await db.SaveChangesAsync(ct);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (tries < MostTries)
            {
                // A colleague has written one of these clients, or stopped the import, in this very moment: nothing of the chunk was kept.
            }
        }
    }

    private async Task EndAsync(Actor actor, int importId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var import = await db.Set<ClientImport>().SingleAsync(i => i.Id == importId, ct);
        if (import.State == ImportState.Running)
        {
            import.State = ImportState.Finished;
            db.Remove(new ClientImportFile { ImportId = importId, Bytes = [] });
            await db.SaveChangesAsync(ct);
        }
    }
}
