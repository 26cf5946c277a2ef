using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>GDPR, art. 14: whose data a broker handed over is told so within a month; by a mail from here, or by other means that the office only writes down.</summary>
public sealed class ClientNotice(CrmDb crm)
{
    private const int LongestText = 8000;

    public async Task<NoticeState?> StateAsync(Actor actor, int submissionId, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        var found = await db.Set<Submission>().AsNoTracking().VisibleTo(actor).Where(s => s.Id == submissionId).Select(s => new
        {
            s.ArrivedAt,
            s.NoticeAt,
            s.ForgottenAt,
            s.Email,
            Name = s.FirstName + " " + s.LastName,
            Form = s.BrokerForm!.Name,
            By = db.Set<User>().Where(u => u.Id == s.NoticeById).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
        }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        return new NoticeState
        {
            DueAt = found.ArrivedAt.AddDays(Submission.NoticeDays),
            At = found.NoticeAt,
            By = found.By,
            ForgottenAt = found.ForgottenAt,
            To = found.Email,
            Text = (await LetterAsync(db, found.Name, found.Form, found.ArrivedAt, ct)).Body.TrimEnd(),
        };
    }

    /// <summary>Told by telephone, letter or at a meeting.</summary>
    public Task<Saved> DoneAsync(Actor actor, int submissionId, CancellationToken ct) => TellAsync(actor, submissionId, (_, _) => Task.FromResult<Problem?>(null), ct);

    /// <summary>By a mail to the client; the same submission's goes once, however often it is asked for.</summary>
    public Task<Saved> SendAsync(Actor actor, int submissionId, string text, CancellationToken ct) => TellAsync(actor, submissionId, async (db, submission) =>
    {
        var clean = PlainText.Of(text, keepLines: true);
        if (clean.Length is 0 or > LongestText || submission.Email is not { } to)
        {
            return new("Text", clean.Length == 0 ? "Missing" : clean.Length > LongestText ? "TooLong" : "NoAddress");
        }

        var source = await db.Set<BrokerForm>().Where(f => f.Id == submission.BrokerFormId).Select(f => f.Name).SingleAsync(ct);
        var letter = await LetterAsync(db, $"{submission.FirstName} {submission.LastName}", source, submission.ArrivedAt, ct);
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        db.Add(new OutboxMail
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"submission-{submissionId}-notice"),
            To = to, Subject = letter.Subject, Body = clean, QueuedAt = now, DueAt = now,
        });
        return null;
    }, ct);

    /// <summary>In the office's own words, where it has any, and its language: nobody knows the client's.</summary>
    private async Task<MailText> LetterAsync(CrmDbContext db, string name, string source, DateTime arrivedAt, CancellationToken ct)
    {
        var office = await db.Set<OfficeSettings>().AsNoTracking().SingleAsync(ct);
        var words = new MailWords(office.Language);
        return (await MailTexts.NowAsync(db, ct))[MailKind.ClientNotice, words].Fill(new Dictionary<string, string?>
        {
            ["name"] = name,
            ["source"] = source,
            ["date"] = crm.Office.Time.DayOf(arrivedAt).ToString("d", words.Culture),
            ["office"] = office.Name,
        });
    }

    private async Task<Saved> TellAsync(Actor actor, int submissionId, Func<CrmDbContext, Submission, Task<Problem?>> tell, CancellationToken ct)
    {
        if (!actor.May(SubmissionPermissions.Privacy))
        {
            actor.Require(SubmissionPermissions.Decide);
        }

        await using var db = crm.Open(actor);
        if (await db.Set<Submission>().VisibleTo(actor).FirstOrDefaultAsync(s => s.Id == submissionId && s.ForgottenAt == null, ct) is not { } submission)
        {
            return Saved.Gone;
        }

        if (submission.NoticeAt is { } told)
        {
            return Saved.Conflict(await db.Set<User>().Where(u => u.Id == submission.NoticeById).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct), told);
        }

        if (await tell(db, submission) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        (submission.NoticeAt, submission.NoticeById) = (crm.Clock.GetUtcNow().UtcDateTime, actor.UserId);
        db.Tell(submission, "submission.notice-given");
        return await db.SaveOrSayWhoAsync(submission, ct);
    }
}

/// <summary>Whether the client knows where the office has their data from.</summary>
public sealed record NoticeState
{
    public DateTime DueAt { get; init; }
    public DateTime? At { get; init; }
    public string? By { get; init; }
    public DateTime? ForgottenAt { get; init; }

    /// <summary>The client's address, when one was given.</summary>
    public string? To { get; init; }

    /// <summary>What is to be said, in the office's language; may be changed before it goes.</summary>
    public string Text { get; init; } = "";
}
