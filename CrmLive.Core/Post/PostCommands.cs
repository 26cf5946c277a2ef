using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Journal;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Post.Letters;
using CrmLive.Core.Post.Sorting;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Post;

/// <summary>What a person says of mails that were nobody's. Of two people at once the second finds it done.</summary>
public sealed class PostCommands(CrmDb crm, DocumentStore store, LeadIntake leads)
{
    public Task<Saved> ToSubmissionAsync(Actor actor, int id, int submissionId, CancellationToken ct) => SortAsync(actor, id, async (db, row, filing) =>
    {
        if (await db.Set<Submission>().VisibleTo(actor).FirstOrDefaultAsync(s => s.Id == submissionId, ct) is not { } submission)
        {
            return new Problem("Submission", "no-submission");
        }

        await filing.IntoThreadAsync(submission, ct);
        return null;
    }, ct);

    public Task<Saved> ToClientAsync(Actor actor, int id, int clientId, CancellationToken ct) => SortAsync(actor, id, async (db, row, filing) =>
    {
        if (await db.Set<Client>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == clientId && c.MergedIntoId == null, ct) is not { } client)
        {
            return new Problem("Client", "no-client");
        }

        await filing.OntoCardAsync(client, actor.UserId, ct);
        return null;
    }, ct);

    /// <summary>A lead with whatever can be made out of it; at least the sender's address.</summary>
    public Task<Saved> ToLeadAsync(Actor actor, int id, CancellationToken ct) => SortAsync(actor, id, async (db, row, _) =>
    {
        actor.Require(LeadPermissions.Edit);
        var lines = PortalLines.Of(row.Text ?? "");
        row.Kind = ReceivedKind.Lead;
        row.Lead = await leads.AddAsync(db, new NewLead
        {
            Kind = LeadKind.Text, Channel = "mail", At = row.SentAt, Name = lines.Name ?? row.FromName, Phone = lines.Phone, Email = lines.Email ?? row.From, Comment = lines.Message ?? $"{row.Subject}\n\n{QuoteCut.Said(row.Text ?? "")}",
        }, ct);
        return null;
    }, ct);

    public Task<Saved> DiscardAsync(Actor actor, int id, CancellationToken ct) => SortAsync(actor, id, (_, row, _) =>
    {
        row.Kind = ReceivedKind.Discarded;
        return Task.FromResult<Problem?>(null);
    }, ct);

    private async Task<Saved> SortAsync(Actor actor, int id, Func<CrmDbContext, ReceivedMail, Filing, Task<Problem?>> sort, CancellationToken ct)
    {
        actor.Require(PostPermissions.Sort);
        await using var db = crm.Open(actor);
        if (await db.Set<ReceivedMail>().FirstOrDefaultAsync(m => m.Id == id, ct) is not { } row)
        {
            return Saved.Gone;
        }

        if (ReceivedViews.Of(row.Kind) != ReceivedView.ToSort)
        {
            return Saved.Conflict(null, null);
        }

        var letter = new Letter { OnceKey = row.OnceKey, From = row.From, FromName = row.FromName, Subject = row.Subject, SentAt = row.SentAt, Text = row.Text ?? "" };
        if (await sort(db, row, new Filing(db, letter, row, new KeptFiles(store), crm.Office.Time, crm.Clock.GetUtcNow().UtcDateTime)) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        row.Text = ReceivedViews.Of(row.Kind) == ReceivedView.ToSort ? row.Text : null;
        db.Record(new JournalEntry { Event = $"received-mail.{row.Kind.ToString().ToLowerInvariant()}", Subject = "received-mail", SubjectId = id });
        try
        {
            await db.SaveChangesAsync(ct);
            return Saved.As(id);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Saved.Conflict(null, null);
        }
    }

    public async Task<Saved> SavePortalAsync(Actor actor, PortalRow edit, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var rule = edit.Id == 0 ? new PortalRule { Sender = "" } : await db.Set<PortalRule>().FirstOrDefaultAsync(r => r.Id == edit.Id, ct);
        if (rule is null)
        {
            return Saved.Gone;
        }

        var sender = PlainText.Of(edit.Sender);
        if (!ContactRules.IsEmail(sender.StartsWith('@') ? "anybody" + sender : sender))
        {
            return Saved.Invalid(new Problem("Sender", "email"));
        }

        (rule.Sender, rule.SourceId, rule.DepartmentId, rule.On) = (sender, edit.SourceId, edit.DepartmentId, edit.On);
        if (edit.Id == 0)
        {
            db.Add(rule);
        }

        return await db.SaveOrSayWhoAsync(rule, ct);
    }

    public async Task<Saved> RemovePortalAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        if (await db.Set<PortalRule>().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } rule)
        {
            return Saved.Gone;
        }

        db.Remove(rule);
        return await db.SaveOrSayWhoAsync(rule, ct);
    }
}
