using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Journal;
using CrmLive.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>P16: what is held on a client whom a broker reported is handed out, or taken away as they ask; each time it stands in the journal.</summary>
public sealed class SubmissionPrivacy(CrmDb crm, PersonalNumbers numbers, DocumentStore store)
{
    /// <summary>All that is held; personal numbers masked, as everywhere that is not one look with a reason (B22).</summary>
    public async Task<HeldData?> HandOutAsync(Actor actor, int submissionId, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Privacy);
        await using var db = crm.Open(actor);
        if (await db.Set<Submission>().AsNoTracking().VisibleTo(actor).Include(s => s.Investment).Include(s => s.BrokerForm).FirstOrDefaultAsync(s => s.Id == submissionId, ct) is not { } s)
        {
            return null;
        }

        var held = new HeldData
        {
            Submission = s.Id, FirstName = s.FirstName, LastName = s.LastName, Phone = s.Phone, Email = s.Email, Note = s.Note, Investment = s.Investment?.Name,
            Pesel = Masked(s.Pesel), IdCard = Masked(s.IdCard), Source = s.BrokerForm!.Name, BrokerName = s.BrokerName, ArrivedAt = s.ArrivedAt, Status = $"{s.Status}",
            DecidedAt = s.StatusChangedAt, Comment = s.Comment, NoticeAt = s.NoticeAt, NumbersErasedAt = s.ErasedAt, ClientId = s.ClientId,
            Documents = await db.Set<SubmissionDocument>().Where(d => d.SubmissionId == submissionId).OrderBy(d => d.Id).Select(d => d.Name).ToListAsync(ct),
            Messages = await db.Set<SubmissionMessage>().Where(m => m.SubmissionId == submissionId).OrderBy(m => m.Id).Select(m => new HeldMessage(m.At, m.FromBroker ? "broker" : "office", m.Text)).ToListAsync(ct),
            History = await db.Set<JournalEntry>().Where(e => e.Subject == "submission" && e.SubjectId == submissionId).OrderBy(e => e.Seq).Select(e => new HeldEvent(e.At, e.Event, e.Who)).ToListAsync(ct),
        };
        db.Record(new JournalEntry { Event = "submission.handed-out", Subject = "submission", SubjectId = submissionId, ClientId = s.ClientId });
        await db.SaveChangesAsync(ct);
        return held;
    }

    /// <summary>What is left is that a submission came, when, through which form, and how it was decided: the counts stay true.</summary>
    public async Task<Saved> ForgetAsync(Actor actor, int submissionId, string reason, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Privacy);
        var why = PlainText.Of(reason);
        if (why.Length is < 3 or > 200)
        {
            return Saved.Invalid(new Problem("Reason", why.Length < 3 ? "Missing" : "TooLong"));
        }

        await using var db = crm.Open(actor);
        if (await db.Set<Submission>().VisibleTo(actor).FirstOrDefaultAsync(s => s.Id == submissionId && s.ForgottenAt == null, ct) is not { } submission)
        {
            return Saved.Gone;
        }

        if (submission.Status == SubmissionStatus.Pending)
        {
            return Saved.Invalid(new Problem("Reason", "DecideFirst"));
        }

        Empty(db, submission);
        var documents = await EmptyPartsAsync(db, submissionId, ct);
        db.Record(new JournalEntry { Event = "submission.forgotten", Subject = "submission", SubjectId = submissionId, Changes = JournalFields.Change("reason", null, why) });
        var saved = await db.SaveOrSayWhoAsync(submission, ct);
        if (saved.Ok)
        {
            // Only now: what is rolled back still needs its files.
            documents.ForEach(store.Forget);
        }

        return saved;
    }

    private void Empty(CrmDbContext db, Submission s)
    {
        // A name that is none, short enough to be spoken of.
        (s.FirstName, s.LastName, s.SearchKey) = ("", string.Create(CultureInfo.InvariantCulture, $"#{s.Id}"), "");
        (s.Phone, s.PhoneE164, s.Email, s.EmailFolded, s.Note, s.Comment) = (null, null, null, null, null, null);
        (s.Pesel, s.PeselHash, s.IdCard, s.IdCardHash) = (SealedText.None, null, SealedText.None, null);
        s.ForgottenAt = crm.Clock.GetUtcNow().UtcDateTime;
        s.ErasedAt ??= s.ForgottenAt;
        db.TellNamesOnly(s);
    }

    /// <summary>Files, messages, mails, and what the journal wrote down of them. Returns the files' names in the store.</summary>
    private static async Task<List<string>> EmptyPartsAsync(CrmDbContext db, int submissionId, CancellationToken ct)
    {
        var documents = await db.Set<SubmissionDocument>().Where(d => d.SubmissionId == submissionId).ToListAsync(ct);
        var messages = await db.Set<SubmissionMessage>().Where(m => m.SubmissionId == submissionId).ToListAsync(ct);
        var key = string.Create(CultureInfo.InvariantCulture, $"submission-{submissionId}-");
        foreach (var mail in await db.Set<OutboxMail>().Where(m => m.Key.StartsWith(key)).ToListAsync(ct))
        {
            (mail.Subject, mail.Body) = ("", "");
            mail.State = mail.State is MailState.Queued or MailState.Failed ? MailState.Discarded : mail.State;
        }

        documents.ForEach(db.TellNamesOnly);
        db.RemoveRange(documents);
        foreach (var message in messages)
        {
            message.Text = "•••";
            db.TellNamesOnly(message);
        }

        var (files, words) = (documents.ConvertAll(d => d.Id), messages.ConvertAll(m => m.Id));
        var told = await db.Set<JournalEntry>().Where(e => e.Changes != null && e.Event != "submission.revealed" && (
            (e.Subject == "submission" && e.SubjectId == submissionId) || (e.Subject == "submission-document" && files.Contains(e.SubjectId)) || (e.Subject == "submission-message" && words.Contains(e.SubjectId)))).ToListAsync(ct);
        told.ForEach(entry => entry.Changes = null);
        return documents.ConvertAll(d => d.StoredAs);
    }

    private string? Masked(SealedText number) => !number.IsEmpty && numbers.Open(number) is { } open ? PersonalNumbers.Mask(open) : null;
}

/// <summary>What is held on a client whom a broker reported, for the client.</summary>
public sealed record HeldData
{
    public required int Submission { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Pesel { get; init; }
    public string? IdCard { get; init; }
    public string? Note { get; init; }
    public string? Investment { get; init; }
    public required string Source { get; init; }
    public required string BrokerName { get; init; }
    public DateTime ArrivedAt { get; init; }
    public required string Status { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? Comment { get; init; }
    public DateTime? NoticeAt { get; init; }
    public DateTime? NumbersErasedAt { get; init; }
    public int? ClientId { get; init; }
    public IReadOnlyList<string> Documents { get; init; } = [];
    public IReadOnlyList<HeldMessage> Messages { get; init; } = [];
    public IReadOnlyList<HeldEvent> History { get; init; } = [];
}

public sealed record HeldMessage(DateTime At, string From, string Text);

public sealed record HeldEvent(DateTime At, string What, string Who);
