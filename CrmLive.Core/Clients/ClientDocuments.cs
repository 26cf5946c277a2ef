using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Journal;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

/// <summary>The files of a client's card; each opening and removal stands in the client's history.</summary>
public sealed class ClientDocuments(CrmDb crm, DocumentStore store)
{
    private const int MostOfOneClient = 200;

    public async Task<IReadOnlyList<DocumentRow>> OfClientAsync(Actor actor, int clientId, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Documents);
        await using var db = crm.Open(actor);
        return await Visible(db, actor).Where(d => d.ClientId == clientId)
            .OrderByDescending(d => d.AddedAt).ThenByDescending(d => d.Id)
            .Select(d => new DocumentRow
            {
                Id = d.Id,
                Name = d.Name,
                Bytes = d.Bytes,
                AddedAt = d.AddedAt,
                AddedBy = db.Set<User>().Where(u => u.Id == d.AddedById).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
            }).ToListAsync(ct);
    }

    public async Task<Saved> AddAsync(Actor actor, int clientId, string name, Stream content, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Documents);
        actor.Require(ClientPermissions.Edit);
        await using var db = crm.Open(actor);
        if (!await db.Set<Client>().VisibleTo(actor).AnyAsync(c => c.Id == clientId, ct)) return Saved.Gone;
        if (await db.Set<ClientDocument>().CountAsync(d => d.ClientId == clientId, ct) >= MostOfOneClient) return Saved.Invalid(new Problem("File", "TooMany"));
        var (stored, problem) = await store.KeepAsync(name, content, ct);
        if (stored is null)
        {
            if (problem is { Key: "Infected", Of: { } infection })
            {
                db.Record(new JournalEntry { Event = "client-document.infected", Subject = "client", SubjectId = clientId, ClientId = clientId, Changes = JournalFields.Change(name, null, infection) });
                await db.SaveChangesAsync(ct);
            }

            return Saved.Invalid(problem!);
        }

        try
        {
            var document = new ClientDocument
            {
                ClientId = clientId,
                Name = stored.Name,
                StoredAs = stored.StoredAs,
                ContentType = stored.ContentType,
                Bytes = stored.Bytes,
                AddedAt = crm.Clock.GetUtcNow().UtcDateTime,
                AddedById = actor.UserId,
            };
            db.Add(document);
            await db.SaveChangesAsync(ct);
            return Saved.As(document.Id);
        }
        catch
        {
            store.Forget(stored.StoredAs);
            throw;
        }
    }

    public async Task<Saved> RemoveAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Documents);
        actor.Require(ClientPermissions.Edit);
        await using var db = crm.Open(actor);
        if (await Visible(db, actor).FirstOrDefaultAsync(d => d.Id == id, ct) is not { } document) return Saved.Gone;
        db.Remove(document);
        await db.SaveChangesAsync(ct);
        // Only now: what is rolled back still needs its file.
        store.Forget(document.StoredAs);
        return Saved.As(id);
    }

    /// <summary>Null when there is none, its file is gone, or it is not the actor's to see.</summary>
    public async Task<OpenedDocument?> OpenAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Documents);
        await using var db = crm.Open(actor);
        if (await Visible(db, actor).FirstOrDefaultAsync(d => d.Id == id, ct) is not { } document || store.Find(document.StoredAs) is not { } path) return null;
        db.Record(new JournalEntry { Event = "client-document.opened", Subject = "client-document", SubjectId = id, ClientId = document.ClientId });
        await db.SaveChangesAsync(ct);
        return new OpenedDocument(path, document.Name, document.ContentType);
    }

    private static IQueryable<ClientDocument> Visible(CrmDbContext db, Actor actor) =>
        db.Set<ClientDocument>().Where(d => db.Set<Client>().VisibleTo(actor).Any(c => c.Id == d.ClientId));
}

public sealed record DocumentRow
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public long Bytes { get; init; }
    public DateTime AddedAt { get; init; }
    public string? AddedBy { get; init; }
}

public sealed record OpenedDocument(string Path, string Name, string ContentType);
