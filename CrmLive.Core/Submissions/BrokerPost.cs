using System.Globalization;
using System.Text;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B18–B20: mails to brokers, each with the private page where the state stands and the broker may answer.</summary>
public sealed class BrokerPost(MailRoute route)
{
    /// <summary>In the save of the decision: one that came too late sends no mail.</summary>
    internal async Task TellDecisionAsync(CrmDbContext db, Submission submission, CancellationToken ct)
    {
        var news = submission.Status == SubmissionStatus.Accepted ? "Broker.Accepted" : "Broker.Rejected";
        // No personal numbers, no telephone: a mail is a postcard (B22).
        var mail = await LetterAsync(db, submission, words => words[news, ClientOf(submission)] + (submission.Comment is { } comment ? $"\n\n{comment}" : ""), submission.StatusChangedAt!.Value, ct);
        db.AddRange(mail is null ? [] : [mail]);
    }

    /// <summary>Null for a broker without an address: the word waits on their page.</summary>
    internal async Task<OutboxMail?> LetterAsync(CrmDbContext db, Submission submission, Func<MailWords, string> text, DateTime now, CancellationToken ct)
    {
        if (submission.BrokerEmail is not { } to)
        {
            return null;
        }

        var office = await db.Set<OfficeSettings>().AsNoTracking().SingleAsync(ct);
        var words = new MailWords(submission.Language ?? office.Language);
        var body = new StringBuilder();
        body.Append(words["Broker.Hello", submission.BrokerName]).Append("\n\n").Append(text(words)).Append("\n\n");
        if ((await route.NowAsync(ct)).LinkTo(PageOf(submission.BrokerKey)) is { } link)
        {
            body.Append(words["Broker.Link"]).Append('\n').Append(link).Append("\n\n");
        }

        body.Append(words["Offer.Regards"]).Append('\n').Append(office.Name).Append('\n');
        return new OutboxMail
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"submission-{submission.Id}-{Guid.NewGuid():N}"),
            To = to,
            Subject = words["Broker.Subject", submission.Id, ClientOf(submission)],
            Body = body.ToString(),
            QueuedAt = now,
            DueAt = now,
        };
    }

    /// <summary>Where the broker sees the state and answers; the key in it is all that is asked.</summary>
    public static string PageOf(string brokerKey) => $"broker/{brokerKey}";

    private static string ClientOf(Submission submission) => $"{submission.FirstName} {submission.LastName}" + (submission.Investment is { } at ? $", {at.Name}" : "");
}
