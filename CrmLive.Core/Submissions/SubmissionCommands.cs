using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Mail;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>What the office does with a submission; whoever was quicker is named, and nothing is decided twice (B21).</summary>
public sealed class SubmissionCommands(CrmDb crm, ClientCommands clients, PersonalNumbers numbers, BrokerPost post)
{
    private const int LongestReason = 200;

    /// <summary>B17, B18: the decision, the client and the broker's mail are one save.</summary>
    public async Task<Saved> DecideAsync(Actor actor, Decision decision, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Decide);
        if (decision.Problems().ToArray() is { Length: > 0 } problems)
        {
            return Saved.Invalid(problems);
        }

        await using var db = crm.Open(actor);
        var submission = await db.Set<Submission>().VisibleTo(actor).Include(s => s.BrokerForm).Include(s => s.Investment).FirstOrDefaultAsync(s => s.Id == decision.SubmissionId, ct);
        if (submission is null)
        {
            return Saved.Gone;
        }

        if (submission.Status != SubmissionStatus.Pending)
        {
            var who = await db.Set<User>().Where(u => u.Id == submission.StatusChangedById).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct);
            return Saved.Conflict(who, submission.StatusChangedAt);
        }

        if (await ClientOfAsync(db, actor, submission, decision, ct) is { Ok: false } refused)
        {
            return refused;
        }

        var accepted = decision.Verdict != Verdict.Reject;
        submission.Status = accepted ? SubmissionStatus.Accepted : SubmissionStatus.Rejected;
        submission.StatusChangedAt = crm.Clock.GetUtcNow().UtcDateTime;
        submission.StatusChangedById = actor.UserId;
        submission.Comment = PlainText.Of(decision.Comment, keepLines: true) is { Length: > 0 } comment ? comment : null;
        db.Tell(submission, accepted ? "submission.accepted" : "submission.rejected");
        await post.TellDecisionAsync(db, submission, ct);
        return await db.SaveOrSayWhoAsync(submission, ct);
    }

    private async Task<Saved> ClientOfAsync(CrmDbContext db, Actor actor, Submission submission, Decision decision, CancellationToken ct)
    {
        if (decision.Verdict == Verdict.Create)
        {
            actor.Require(ClientPermissions.Edit);
            submission.Client = await clients.AddAsync(db, actor, CardOf(submission, decision), ct);
        }
        else if (decision.Verdict == Verdict.Link)
        {
            if (await db.Set<Client>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == decision.ClientId, ct) is not { } known)
            {
                return Saved.Invalid(new Problem(nameof(decision.ClientId), "ClientGone"));
            }

            submission.Client = known;
        }

        return Saved.As(submission.Id);
    }

    private static NewClient CardOf(Submission submission, Decision decision) => new()
    {
        FirstName = submission.FirstName,
        LastName = submission.LastName,
        Phone = submission.Phone,
        Email = submission.Email,
        AdvisorId = decision.AdvisorId,
        BranchId = submission.BranchId,
        SourceId = submission.BrokerForm!.SourceId,
        InvestmentId = submission.InvestmentId,
        Description = submission.Note,
    };

    /// <summary>B22: a personal number whole, to whoever may and says why; the reason and the look stand in the journal, the number nowhere.</summary>
    public async Task<Revealed> RevealAsync(Actor actor, int submissionId, PersonalField field, string reason, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Reveal);
        var why = PlainText.Of(reason);
        if (why.Length is < 3 or > LongestReason)
        {
            return new Revealed(null) { Saved = Saved.Invalid(new Problem("Reason", why.Length < 3 ? "Missing" : "TooLong")) };
        }

        await using var db = crm.Open(actor);
        var submission = await db.Set<Submission>().AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(s => s.Id == submissionId, ct);
        if (submission is null || numbers.Open(field == PersonalField.Pesel ? submission.Pesel : submission.IdCard) is not { } number)
        {
            return new Revealed(null) { Saved = Saved.Gone };
        }

        // Written before it is shown: a look that could not be written down is not given.
        db.Record(new JournalEntry { Event = "submission.revealed", Subject = "submission", SubjectId = submissionId, ClientId = submission.ClientId, Changes = JournalFields.Change($"{field}: reason", null, why) });
        await db.SaveChangesAsync(ct);
        return new Revealed(number) { Saved = Saved.As(submissionId) };
    }
}

public enum PersonalField { Pesel, IdCard }

/// <param name="Number">Null unless <see cref="Saved"/> is done; shown for seconds, kept nowhere.</param>
public sealed record Revealed(string? Number)
{
    public required Saved Saved { get; init; }

    /// <summary>Of the outcome alone: whoever logs a record must not log the number.</summary>
    public override string ToString() => $"Revealed {{ {Saved.Outcome} }}";
}
