using System.Globalization;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B18–B20: mails to brokers, each with the private page where the state stands, and an address of its own for the answer.</summary>
public sealed class BrokerPost(MailRoute route)
{
    /// <summary>In the save of the decision: one that came too late sends no mail. It stands in the thread, so what became of its mail is seen there.</summary>
    internal async Task TellDecisionAsync(CrmDbContext db, Submission submission, CancellationToken ct)
    {
        var kind = submission.Status == SubmissionStatus.Accepted ? MailKind.BrokerAccepted : MailKind.BrokerRejected;
        var mail = await LetterAsync(db, submission, kind, submission.Comment, submission.StatusChangedAt!.Value, ct);
        db.Add(new SubmissionMessage
        {
            SubmissionId = submission.Id, UserId = submission.StatusChangedById, Decision = submission.Status, Text = submission.Comment ?? "", At = submission.StatusChangedAt.Value, OutboxMail = mail,
        });
    }

    /// <summary>Null for a broker without an address: the word waits on their page.</summary>
    internal async Task<OutboxMail?> LetterAsync(CrmDbContext db, Submission submission, MailKind kind, string? said, DateTime now, CancellationToken ct)
    {
        if (submission.BrokerEmail is not { } to)
        {
            return null;
        }

        var office = await db.Set<OfficeSettings>().AsNoTracking().SingleAsync(ct);
        var way = await route.NowAsync(ct);
        // No personal numbers, no telephone: a mail is a postcard (B22).
        var mail = (await MailTexts.NowAsync(db, ct))[kind, new MailWords(submission.Language ?? office.Language)].Fill(new Dictionary<string, string?>
        {
            ["broker"] = submission.BrokerName,
            ["client"] = ClientOf(submission),
            ["number"] = submission.Id.ToString(CultureInfo.InvariantCulture),
            ["comment"] = said,
            ["message"] = said,
            ["link"] = way.LinkTo(PageOf(submission.BrokerKey)),
            ["office"] = office.Name,
        });
        return new OutboxMail
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{KeyStart}{submission.Id}-{Guid.NewGuid():N}"),
            To = to,
            ReplyTo = way.Answers.Length > 0 ? ReplyAddress.Of(way.Answers, submission.Id, submission.BrokerKey) : null,
            Subject = mail.Subject,
            Body = mail.Body,
            QueuedAt = now,
            DueAt = now,
        };
    }

    private const string KeyStart = "submission-";

    /// <summary>The submission a mail of ours was about, by its key; null for another mail.</summary>
    public static int? SubmissionOf(string mailKey) =>
        mailKey.StartsWith(KeyStart, StringComparison.Ordinal) && int.TryParse(mailKey[KeyStart.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Where the broker sees the state and answers; the key in it is all that is asked.</summary>
    public static string PageOf(string brokerKey) => $"broker/{brokerKey}";

    private static string ClientOf(Submission submission) => $"{submission.FirstName} {submission.LastName}" + (submission.Investment is { } at ? $", {at.Name}" : "");
}
