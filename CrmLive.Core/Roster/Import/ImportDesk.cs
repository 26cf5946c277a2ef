using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>P14: takes a file of clients, says what it would come to, and has its import begun, stopped, continued and undone.</summary>
public sealed class ImportDesk(CrmDb crm, ImportRunner runner)
{
    private const int MostTries = 5;

    /// <summary>Keeps the file as a draft, with a plan as its content suggests. A file that is no table is refused, with the limit or line in question.</summary>
    public async Task<(Saved Saved, string? Detail)> UploadAsync(Actor actor, string name, byte[] file, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        await using var db = crm.Open(actor);
        try
        {
            var table = new ImportFile(file);
            var plan = table.Guess(await db.CountryAsync(ct));
            var import = new ClientImport
            {
                FileName = CellText.Line(name) is { } said ? said[..Math.Min(said.Length, 200)] : "–", UploadedAt = crm.Clock.GetUtcNow().UtcDateTime,
                UserId = actor.UserId, By = actor.Name, Plan = JsonSerializer.Serialize(plan), Rows = table.Rows(plan).Count() - (plan.HasHeads ? 1 : 0),
            };
            db.Add(import);
            await db.SaveChangesAsync(ct);
            db.Add(new ClientImportFile { ImportId = import.Id, Bytes = file });
            await db.SaveChangesAsync(ct);
            return (Saved.As(import.Id), null);
        }
        catch (ImportFault fault)
        {
            return (Saved.Invalid(new Problem("File", fault.Key)), fault.Detail);
        }
    }

    /// <summary>What the file would come to; by its own plan where none is given. Null when there is no such draft, or it is not the actor's.</summary>
    /// <param name="read">Told how many rows have been read so far.</param>
    public async Task<ImportPreview?> PreviewAsync(Actor actor, int importId, ImportPlan? plan, Action<int> read, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        await using var db = crm.Open(actor);
        if (await db.Set<ClientImport>().VisibleTo(actor).FirstOrDefaultAsync(i => i.Id == importId && i.State == ImportState.Draft, ct) is not { } import)
        {
            return null;
        }

        // Kept with the draft, so that whoever comes back to it finds it as they left it.
        import.Plan = plan is null ? import.Plan : JsonSerializer.Serialize(plan);
        await db.SaveOrSayWhoAsync(import, ct);
        plan ??= JsonSerializer.Deserialize<ImportPlan>(import.Plan)!;
        try
        {
            return await new PreviewPass(crm, await FileAsync(db, importId, ct), plan).RunAsync(actor, read, ct);
        }
        catch (ImportFault fault)
        {
            return new ImportPreview { Plan = plan, Fault = (fault.Key, fault.Detail) };
        }
    }

    /// <summary>The columns guessed anew, as for another sheet, code or separator.</summary>
    public async Task<ImportPlan?> GuessAsync(Actor actor, int importId, ImportPlan plan, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        await using var db = crm.Open(actor);
        if (!await db.Set<ClientImport>().VisibleTo(actor).AnyAsync(i => i.Id == importId && i.State == ImportState.Draft, ct))
        {
            return null;
        }

        try
        {
            return (await FileAsync(db, importId, ct)).Columns(plan, await db.CountryAsync(ct));
        }
        catch (ImportFault)
        {
            // The preview says what is wrong with it.
            return plan;
        }
    }

    /// <summary>From here on it runs by itself; leaving the page does not end it.</summary>
    public async Task<Saved> StartAsync(Actor actor, int importId, ImportPlan plan, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        var names = await ImportNames.OfAsync(crm, actor, ct);
        if ((plan.AdvisorId is { } advisor && !names.IsAdvisor(advisor)) || (plan.SourceId is { } source && !names.IsSource(source)) || !plan.NamesAnybody)
        {
            return Saved.Invalid(plan.NamesAnybody ? new Problem("AdvisorId", "ChoiceGone") : new Problem("Columns", "ColumnsNobody"));
        }

        await using var db = crm.Open(actor);
        if (await db.Set<ClientImport>().VisibleTo(actor).FirstOrDefaultAsync(i => i.Id == importId && i.State == ImportState.Draft, ct) is not { } import)
        {
            return Saved.Gone;
        }

        try
        {
            var file = await FileAsync(db, importId, ct);
            import.Rows = file.Rows(plan).Count() - (plan.HasHeads ? 1 : 0);
            import.Heads = JsonSerializer.Serialize(plan.HasHeads ? file.Rows(plan).First().Cells : []);
        }
        catch (ImportFault fault)
        {
            return Saved.Invalid(new Problem("File", fault.Key));
        }

        (import.Plan, import.State, import.BeatAt) = (JsonSerializer.Serialize(plan), ImportState.Running, crm.Clock.GetUtcNow().UtcDateTime);
        db.Tell(import, "client-import.started");
        return await SavedAndRunAsync(db, actor, import, ct);
    }

    /// <summary>After the chunk it is at; what is in the office stays there.</summary>
    public Task<Saved> StopAsync(Actor actor, int importId, CancellationToken ct) =>
        TurnAsync(actor, importId, state => state == ImportState.Running ? ImportState.Stopped : null, ct);

    /// <summary>Goes on behind the last row that was settled.</summary>
    public Task<Saved> ContinueAsync(Actor actor, int importId, CancellationToken ct) =>
        TurnAsync(actor, importId, state => state is ImportState.Stopped or ImportState.Interrupted ? ImportState.Running : null, ct);

    /// <summary>Takes it back; clients somebody has worked with since stay and are counted.</summary>
    public Task<Saved> UndoAsync(Actor actor, int importId, CancellationToken ct) =>
        TurnAsync(actor, importId, state => state is ImportState.Finished or ImportState.Stopped or ImportState.Interrupted or ImportState.UndoInterrupted ? ImportState.Undoing : null, ct);

    /// <summary>The draft and its file go; nothing of it was in the office.</summary>
    public async Task<Saved> DiscardAsync(Actor actor, int importId, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        await using var db = crm.Open(actor);
        if (await db.Set<ClientImport>().VisibleTo(actor).FirstOrDefaultAsync(i => i.Id == importId && i.State == ImportState.Draft, ct) is not { } import)
        {
            return Saved.Gone;
        }

        db.Remove(import);
        return await db.SaveOrSayWhoAsync(import, ct);
    }

    /// <param name="next">Null where it cannot be done from this state.</param>
    private async Task<Saved> TurnAsync(Actor actor, int importId, Func<ImportState, ImportState?> next, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        for (var tries = 1; ; tries++)
        {
            await using var db = crm.Open(actor);
            if (await db.Set<ClientImport>().VisibleTo(actor).FirstOrDefaultAsync(i => i.Id == importId, ct) is not { } import || next(import.State) is not { } state)
            {
                return Saved.Gone;
            }

            (import.State, import.BeatAt) = (state, crm.Clock.GetUtcNow().UtcDateTime);
            if (state == ImportState.Undoing)
            {
                (import.TakenBack, import.Kept) = (0, 0);
            }

            // Whoever runs it writes the row with every chunk: the next gap between two is ours.
            if (await SavedAndRunAsync(db, actor, import, ct) is var saved && (saved.Outcome != SavedOutcome.Conflict || tries == MostTries))
            {
                return saved;
            }
        }
    }

    private async Task<Saved> SavedAndRunAsync(CrmDbContext db, Actor actor, ClientImport import, CancellationToken ct)
    {
        var saved = await db.SaveOrSayWhoAsync(import, ct);
        if (saved.Ok && import.State is ImportState.Running or ImportState.Undoing)
        {
            _ = runner.Start(actor, import.Id);
        }

        return saved;
    }

    private static async Task<ImportFile> FileAsync(CrmDbContext db, int importId, CancellationToken ct) =>
        new(await db.Set<ClientImportFile>().AsNoTracking().Where(f => f.ImportId == importId).Select(f => f.Bytes).SingleAsync(ct));
}
