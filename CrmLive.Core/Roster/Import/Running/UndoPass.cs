using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>Takes an import back: the clients it made go, but for those somebody has worked with since; what it told others is taken from them again.</summary>
internal sealed class UndoPass(CrmDb crm)
{
    // What a new client consists of; a row of any other kind is somebody's work with them.
    private static readonly Type[] Own = [typeof(ClientPhone), typeof(ClientEmail), typeof(ClientInterest), typeof(AdvisorSpell), typeof(Activity), typeof(ClientImportRow)];

    public async Task RunAsync(Actor actor, int importId, CancellationToken ct)
    {
        int? after = 0;
        while (after is { } id)
        {
            ct.ThrowIfCancellationRequested();
            after = await ChunkAsync(actor, importId, id, ct);
        }

        for (after = 0; after is { } id;)
        {
            ct.ThrowIfCancellationRequested();
            after = await UnfillAsync(actor, importId, id, ct);
        }

        await using var db = crm.Open(actor);
        var import = await db.Set<ClientImport>().SingleAsync(i => i.Id == importId, ct);
        import.State = ImportState.Undone;
        if (await db.Set<ClientImportFile>().AnyAsync(f => f.ImportId == importId, ct))
        {
            db.Remove(new ClientImportFile { ImportId = importId, Bytes = [] });
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The last client looked at; null at the end.</summary>
    private async Task<int?> ChunkAsync(Actor actor, int importId, int after, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var clients = await db.Set<Client>().Where(c => c.ImportId == importId && c.Id > after).OrderBy(c => c.Id).Take(ImportPass.ChunkRows).ToListAsync(ct);
        if (clients.Count == 0)
        {
            return null;
        }

        var ids = clients.ConvertAll(c => c.Id);
        var busy = await BusyAsync(db, importId, clients, ids, ct);
        var rows = new List<object>();
        foreach (var kind in ClientRows.Kinds(db))
        {
            var ofThem = await ClientRows.OfClientsAsync(db, kind, ids, ct);
            rows.AddRange(ofThem);
            busy.UnionWith(Own.Contains(kind.ClrType) ? [] : ofThem.Select(row => ClientOf(db, row)));
        }

        foreach (var row in rows.Where(row => !busy.Contains(ClientOf(db, row))))
        {
            if (row is ClientImportRow told)
            {
                told.ClientId = null;
            }
            else
            {
                db.Remove(row);
            }
        }

        var going = clients.FindAll(c => !busy.Contains(c.Id));
        going.ForEach(client => db.Tell(client, "client.import-undone"));
        db.RemoveRange(going);
        await CountAsync(db, importId, going.Count, clients.Count - going.Count, ct);
        await db.SaveChangesAsync(ct);
        return ids[^1];
    }

    /// <summary>With whom somebody has had to do: another way in than an import's stands in their history, or a later import has told them something.</summary>
    private static async Task<HashSet<int>> BusyAsync(CrmDbContext db, int importId, List<Client> clients, List<int> ids, CancellationToken ct)
    {
        var busy = clients.Where(c => c.MergedIntoId is not null).Select(c => c.Id).ToHashSet();
        busy.UnionWith(await db.Set<JournalEntry>().Where(e => ids.Contains(e.ClientId!.Value) && e.Channel != ActorChannel.Import).Select(e => e.ClientId!.Value).Distinct().ToListAsync(ct));
        busy.UnionWith(await db.Set<ClientImportRow>().Where(r => ids.Contains(r.ClientId!.Value) && r.ImportId != importId && r.Told.Contains("\"IsFilled\":true")).Select(r => r.ClientId!.Value).ToListAsync(ct));
        return busy;
    }

    private async Task<int?> UnfillAsync(Actor actor, int importId, int after, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var rows = await db.Set<ClientImportRow>().Where(r => r.ImportId == importId && r.ClientId != null && r.Id > after).OrderBy(r => r.Id).Take(ImportPass.ChunkRows).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return null;
        }

        var ids = rows.Select(r => r.ClientId!.Value).Distinct().ToList();
        var clients = await db.Set<Client>().VisibleTo(actor).Where(c => ids.Contains(c.Id))
            .Include(c => c.Phones).Include(c => c.Emails).Include(c => c.Interests).AsSplitQuery().ToDictionaryAsync(c => c.Id, ct);
        foreach (var row in rows)
        {
            if (RowTold.Of(row.Told) is { IsFilled: true } told && clients.TryGetValue(row.ClientId!.Value, out var client))
            {
                FillIn.TakeBack(db.Entry(client), told);
                db.Tell(client, "client.import-undone");
                row.ClientId = null;
            }
        }

        await CountAsync(db, importId, 0, 0, ct);
        await db.SaveChangesAsync(ct);
        return rows[^1].Id;
    }

    private async Task CountAsync(CrmDbContext db, int importId, int takenBack, int kept, CancellationToken ct)
    {
        var import = await db.Set<ClientImport>().SingleAsync(i => i.Id == importId, ct);
        (import.TakenBack, import.Kept, import.BeatAt) = (import.TakenBack + takenBack, import.Kept + kept, crm.Clock.GetUtcNow().UtcDateTime);
    }

    private static int ClientOf(CrmDbContext db, object row) => (int)db.Entry(row).Property("ClientId").CurrentValue!;
}
