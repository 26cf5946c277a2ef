using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>Imports as the office sees them: which there were, how far one is, whom it brought.</summary>
public sealed class ImportQueries(CrmDb crm, UserQueries users)
{
    private const int FirstClients = 12;

    public async Task<IReadOnlyList<ImportRowOfList>> LatestAsync(Actor actor, int take, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        await using var db = crm.Open(actor);
        return await Rows(db.Set<ClientImport>().VisibleTo(actor).OrderByDescending(i => i.Id).Take(take)).ToListAsync(ct);
    }

    /// <summary>Null when there is none, or it is not the actor's to see.</summary>
    public async Task<ImportCard?> CardAsync(Actor actor, int importId, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        await using var db = crm.Open(actor);
        var imports = db.Set<ClientImport>().VisibleTo(actor).Where(i => i.Id == importId);
        if (await Rows(imports).FirstOrDefaultAsync(ct) is not { } row)
        {
            return null;
        }

        var clients = db.Set<Client>().VisibleTo(actor).Where(c => c.ImportId == importId);
        return new ImportCard
        {
            Row = row,
            Plan = JsonSerializer.Deserialize<ImportPlan>(await imports.Select(i => i.Plan).FirstAsync(ct))!,
            First = await clients.OrderBy(c => c.Id).Take(FirstClients).Select(c => new ImportedClient(c.Id, c.FirstName, c.LastName, c.Company)).ToListAsync(ct),
            LeftOut = await db.Set<ClientImportRow>().AnyAsync(r => r.ImportId == importId && r.Verdict != RowVerdict.New, ct),
        };
    }

    /// <summary>Whom new clients may be given to, and where they may have come from.</summary>
    public async Task<(IReadOnlyList<Choice> Advisors, IReadOnlyList<Choice> Sources)> ChoicesAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Import);
        var advisors = await users.AdvisorsAsync(actor, ct);
        return ([.. advisors.Where(a => a.Id == actor.UserId || actor.May(ClientPermissions.Assign))], await crm.SourcesAsync(actor, ct));
    }

    private static IQueryable<ImportRowOfList> Rows(IQueryable<ClientImport> imports) => imports.Select(i => new ImportRowOfList
    {
        Id = i.Id, FileName = i.FileName, UploadedAt = i.UploadedAt, By = i.By, State = i.State, Rows = i.Rows, Done = i.Done, Created = i.Created,
        Filled = i.Filled, Skipped = i.Skipped, Refused = i.Refused, TakenBack = i.TakenBack, Kept = i.Kept,
    });
}

public sealed record ImportRowOfList
{
    public required int Id { get; init; }
    public required string FileName { get; init; }
    public DateTime UploadedAt { get; init; }
    public string By { get; init; } = "";
    public ImportState State { get; init; }
    public int Rows { get; init; }
    public int Done { get; init; }
    public int Created { get; init; }
    public int Filled { get; init; }
    public int Skipped { get; init; }
    public int Refused { get; init; }
    public int TakenBack { get; init; }
    public int Kept { get; init; }
}

/// <summary>One import on its own page.</summary>
public sealed record ImportCard
{
    public required ImportRowOfList Row { get; init; }
    public required ImportPlan Plan { get; init; }

    /// <summary>Of the clients it brought, those in the office now.</summary>
    public IReadOnlyList<ImportedClient> First { get; init; } = [];

    /// <summary>Whether there is a report of rows to download.</summary>
    public bool LeftOut { get; init; }
}

public sealed record ImportedClient(int Id, string? FirstName, string? LastName, string? Company)
{
    public string Name => Client.NameOf(FirstName, LastName, Company);
}
