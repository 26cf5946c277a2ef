using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>B19, B20: what office and broker write to each other about a submission, decided or not.</summary>
public sealed class SubmissionThread(CrmDb crm, BrokerPost post)
{
    internal const int LongestText = 4000;

    // A key that leaked must not fill the office's disk.
    internal const int MostOfABroker = 200;

    /// <summary>The message and its mail are one save; without an address it waits on the broker's page.</summary>
    public async Task<Saved> WriteAsync(Actor actor, int submissionId, string text, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Decide);
        await using var db = crm.Open(actor);
        var submission = await db.Set<Submission>().AsNoTracking().VisibleTo(actor).Include(s => s.Investment).FirstOrDefaultAsync(s => s.Id == submissionId, ct);
        if (submission is null)
        {
            return Saved.Gone;
        }

        if (Read(text, out var clean) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var message = new SubmissionMessage { SubmissionId = submissionId, UserId = actor.UserId, Text = clean, At = now, OutboxMail = await post.LetterAsync(db, submission, MailKind.BrokerMessage, clean, now, ct) };
        db.Add(message);
        return await db.SaveOrSayWhoAsync(message, ct);
    }

    /// <summary>From the broker's own page, or from a mail that answered ours.</summary>
    /// <param name="brokerKey">What stands in the private address; whoever has it is the broker.</param>
    public async Task<Saved> AnswerAsync(string brokerKey, string text, CancellationToken ct)
    {
        if (await OfBrokerAsync(brokerKey, ct) is not var (submissionId, broker, written))
        {
            return Saved.Gone;
        }

        if (Read(text, out var clean) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        if (written >= MostOfABroker)
        {
            return Saved.Invalid(new Problem("Text", "TooMany"));
        }

        await using var db = crm.Open(Actor.Nobody with { Name = broker });
        var message = new SubmissionMessage { SubmissionId = submissionId, FromBroker = true, Text = clean, At = crm.Clock.GetUtcNow().UtcDateTime };
        db.Add(message);
        return await db.SaveOrSayWhoAsync(message, ct);
    }

    private async Task<(int SubmissionId, string Broker, int Written)?> OfBrokerAsync(string brokerKey, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.Nobody);
        var found = await db.Set<Submission>().Where(s => s.BrokerKey == brokerKey)
            .Select(s => new { s.Id, s.BrokerName, Written = db.Set<SubmissionMessage>().Count(m => m.SubmissionId == s.Id && m.FromBroker) }).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.Id, found.BrokerName, found.Written);
    }

    /// <summary>Somebody of the office has looked: the broker's messages count as read for all.</summary>
    public async Task<int> MarkReadAsync(Actor actor, int submissionId, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        var unread = await db.Set<SubmissionMessage>()
            .Where(m => m.SubmissionId == submissionId && m.FromBroker && m.ReadAt == null && db.Set<Submission>().VisibleTo(actor).Any(s => s.Id == m.SubmissionId)).ToListAsync(ct);
        unread.ForEach(m => m.ReadAt = crm.Clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(ct);
        return unread.Count;
    }

    private static Problem? Read(string text, out string clean)
    {
        clean = PlainText.Of(text, keepLines: true);
        return clean.Length == 0 ? new Problem("Text", "Missing") : clean.Length > LongestText ? new Problem("Text", "TooLong") : null;
    }
}
