using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Post.Letters;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Post.Sorting;

/// <summary>Lays a letter where it belongs.</summary>
internal sealed class Filing(CrmDbContext db, Letter letter, ReceivedMail row, KeptFiles files, OfficeTime time, DateTime now)
{
    private const int LongestNote = 4000;
    private const int MostDocuments = 50;

    /// <summary>Unread, decided or not; what was attached is the submission's.</summary>
    public async Task IntoThreadAsync(Submission submission, CancellationToken ct)
    {
        row.SubmissionId = submission.Id;
        if (await db.Set<SubmissionMessage>().CountAsync(m => m.SubmissionId == submission.Id && m.FromBroker, ct) >= SubmissionThread.MostOfABroker)
        {
            (row.Kind, row.Why, row.Text) = (ReceivedKind.HeldBack, "thread-full", letter.Text);
            return;
        }

        row.Kind = ReceivedKind.Broker;
        if (await db.Set<SubmissionDocument>().CountAsync(d => d.SubmissionId == submission.Id, ct) < MostDocuments)
        {
            await files.KeepAsync(letter, ct);
        }
        else
        {
            files.LeaveOut(letter);
        }

        var said = Short(QuoteCut.Said(letter.Text), SubmissionThread.LongestText);
        db.Add(new SubmissionMessage
        {
            SubmissionId = submission.Id,
            FromBroker = true,
            Text = said.Length > 0 ? said : letter.Subject,
            Whole = said.Length < letter.Text.Length ? letter.Text : null,
            FromAddress = letter.From.Equals(submission.BrokerEmail, StringComparison.OrdinalIgnoreCase) ? null : letter.From,
            LeftOut = files.LeftOut,
            At = now,
        });
        db.AddRange(files.Kept.Select(file => new SubmissionDocument { SubmissionId = submission.Id, Name = file.Name, StoredAs = file.StoredAs, ContentType = file.ContentType, Bytes = file.Bytes }));
    }

    /// <summary>An e-mail on their card, which counts as nobody's contact. Where nobody looks after the client a person has to say who does.</summary>
    /// <param name="helper">Who has said whose the mail is.</param>
    public async Task OntoCardAsync(Client client, int? helper, CancellationToken ct)
    {
        row.ClientId = client.Id;
        var person = client.AdvisorId ?? await db.Set<Activity>().Where(a => a.ClientId == client.Id).OrderByDescending(a => a.Id).Select(a => (int?)a.AssignedToId).FirstOrDefaultAsync(ct) ?? helper;
        if (person is null)
        {
            (row.Kind, row.Why, row.Text) = (ReceivedKind.Unmatched, "no-advisor", letter.Text);
            return;
        }

        row.Kind = ReceivedKind.Client;
        await files.KeepAsync(letter, ct);
        var said = letter.Subject.Length > 0 ? letter.Subject + "\n\n" + QuoteCut.Said(letter.Text) : QuoteCut.Said(letter.Text);
        var written = new Activity
        {
            Type = ActivityType.Email, Status = ActivityType.Email.WhenDone, Incoming = true, ClientId = client.Id, BranchId = client.BranchId, AssignedToId = person.Value,
            StartsAt = letter.SentAt, EndsAt = letter.SentAt, DoneAt = letter.SentAt, LocalStart = PlannedTime.Text(time.ToLocal(letter.SentAt)),
            Note = Short(said, LongestNote), CreatedAt = now, CreatedById = helper,
        };
        db.Add(written);
        db.Tell(written, "activity.received");
        db.AddRange(files.Kept.Select(file => new ClientDocument { ClientId = client.Id, Name = file.Name, StoredAs = file.StoredAs, ContentType = file.ContentType, Bytes = file.Bytes, AddedAt = now, AddedById = helper }));
    }

    private static string Short(string text, int longest) => text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
