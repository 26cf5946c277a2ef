using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>What the office does with a submission; whoever was quicker is named, and nothing is decided twice (B21).</summary>
public sealed class SubmissionCommands(CrmDb crm, ClientCommands clients, PersonalNumbers numbers, BrokerPost post)
{
    private const string StillThere = """SELECT 1 FROM "Clients" WHERE "Id" = @Id AND "MergedIntoId" IS NULL""";

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
        try
        {
            return await db.SaveOrSayWhoAsync(submission, ct);
        }
        catch (OvertakenException)
        {
            // The client was merged into another one since it was chosen.
            return Saved.Invalid(new Problem(nameof(decision.ClientId), "ClientGone"));
        }
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
            db.OnlyIf(StillThere, known.Id);
        }

        if (submission.Client is { } client)
        {
            await ClientNumbers.TakeAlongAsync(db, submission, client, ct);
            await TieLeadsAsync(db, actor, client, decision, ct);
        }

        return Saved.As(submission.Id);
    }

    /// <summary>B14: appeals of the same person come to the client; one that a colleague has given away meanwhile stays where it is.</summary>
    private async Task TieLeadsAsync(CrmDbContext db, Actor actor, Client client, Decision decision, CancellationToken ct)
    {
        var ids = decision.LeadIds.ToList();
        if (ids.Count == 0)
        {
            return;
        }

        actor.Require(LeadPermissions.Edit);
        foreach (var lead in await db.Set<Lead>().VisibleTo(actor).Where(l => ids.Contains(l.Id) && l.ClientId == null && l.Status != LeadStatus.Deleted).ToListAsync(ct))
        {
            lead.Client = client;
            (lead.Status, lead.ConvertedAt) = decision.Verdict == Verdict.Create ? (LeadStatus.Converted, crm.Clock.GetUtcNow().UtcDateTime) : (LeadStatus.Linked, lead.ConvertedAt);
            db.Tell(lead, decision.Verdict == Verdict.Create ? "lead.converted" : "lead.linked");
        }
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

    /// <summary>B22: a personal number whole, to whoever may and says why.</summary>
    public async Task<Revealed> RevealAsync(Actor actor, int submissionId, PersonalField field, string reason, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.Reveal);
        await using var db = crm.Open(actor);
        var found = await db.Set<Submission>().AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(s => s.Id == submissionId, ct);
        var number = (field == PersonalField.Pesel ? found?.Pesel : found?.IdCard) ?? SealedText.None;
        return await numbers.RevealAsync(db, number, field, reason, ("submission", submissionId, found?.ClientId), ct);
    }
}
