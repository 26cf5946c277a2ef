using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>P22: what another program hands in, through the forms its token is for and by the same rules as their pages.</summary>
public sealed class HandIn(CrmDb crm, SubmissionIntake intake)
{
    public async Task<IReadOnlyList<PublicForm>> FormsAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.HandIn);
        await using var db = crm.Open(actor);
        return await BrokerFormQueries.Public(db, OpenTo(db, actor)).ToListAsync(ct);
    }

    /// <summary>Null when there is none, it is off, or it is not the token's.</summary>
    public async Task<PublicForm?> FormAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.HandIn);
        await using var db = crm.Open(actor);
        return await BrokerFormQueries.Public(db, OpenTo(db, actor).Where(f => f.Id == id)).FirstOrDefaultAsync(ct);
    }

    public async Task<HandedIn> TakeAsync(Actor actor, NewSubmission handed, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.HandIn);
        await using (var db = crm.Open(actor))
        {
            if (!await OpenTo(db, actor).AnyAsync(f => f.Id == handed.BrokerFormId, ct))
            {
                return new(Common.Saved.Gone);
            }
        }

        return await intake.TakeAsync(actor, handed, ct);
    }

    /// <summary>What the office has decided, as the broker's page tells it; also of a form that is off by now.</summary>
    public async Task<HandedState?> StateAsync(Actor actor, int id, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.HandIn);
        await using var db = crm.Open(actor);
        return await db.Set<Submission>().AsNoTracking().Where(s => s.Id == id && Own(db, actor).Any(f => f.Id == s.BrokerFormId))
            .Select(s => new HandedState { Id = s.Id, Status = s.Status, ArrivedAt = s.ArrivedAt, DecidedAt = s.StatusChangedAt, Comment = s.Comment, BrokerKey = s.BrokerKey })
            .FirstOrDefaultAsync(ct);
    }

    private static IQueryable<BrokerForm> OpenTo(CrmDbContext db, Actor actor) => Own(db, actor).Where(f => f.On);

    // A token made for forms reaches those; any other reaches what its owner does.
    private static IQueryable<BrokerForm> Own(CrmDbContext db, Actor actor)
    {
        var mine = db.Set<BrokerFormToken>().Where(t => t.ApiTokenId == actor.TokenId);
        return db.Set<BrokerForm>().Where(f =>
            (actor.Scope == Scope.All || f.BranchId == null || f.BranchId == actor.BranchId) && (!mine.Any() || mine.Any(t => t.BrokerFormId == f.Id)));
    }
}

/// <summary>How a submission stands, for the program that handed it in; nothing of the client goes back.</summary>
public sealed record HandedState
{
    public required int Id { get; init; }
    public SubmissionStatus Status { get; init; }
    public DateTime ArrivedAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? Comment { get; init; }
    public required string BrokerKey { get; init; }
}
