using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B16: files a broker attached, for those who may see documents of clients; each opening is written down.</summary>
public sealed class SubmissionDocuments(CrmDb crm, DocumentStore store)
{
    /// <summary>Those of a submission that the virus scanner has not seen yet.</summary>
    public async Task<IReadOnlySet<int>> HeldAsync(Actor actor, int submissionId, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        var documents = await Visible(db, actor).Where(d => d.SubmissionId == submissionId).Select(d => new { d.Id, d.StoredAs }).ToListAsync(ct);
        return documents.Where(d => store.IsHeld(d.StoredAs)).Select(d => d.Id).ToHashSet();
    }

    /// <summary>Null when there is none, its file is gone, or it is not the actor's to see.</summary>
    public async Task<OpenedDocument?> OpenAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        actor.Require(ClientPermissions.Documents);
        await using var db = crm.Open(actor);
        var found = await Visible(db, actor).Where(d => d.Id == id).Select(d => new { Document = d, d.Submission!.ClientId }).FirstOrDefaultAsync(ct);
        if (found is null || store.Find(found.Document.StoredAs) is not { } path)
        {
            return null;
        }

        db.Record(new JournalEntry { Event = "submission-document.opened", Subject = "submission-document", SubjectId = id, ClientId = found.ClientId });
        await db.SaveChangesAsync(ct);
        return new OpenedDocument(path, found.Document.Name, found.Document.ContentType);
    }

    private static IQueryable<SubmissionDocument> Visible(CrmDbContext db, Actor actor) =>
        db.Set<SubmissionDocument>().AsNoTracking().Where(d => db.Set<Submission>().VisibleTo(actor).Any(s => s.Id == d.SubmissionId));
}
