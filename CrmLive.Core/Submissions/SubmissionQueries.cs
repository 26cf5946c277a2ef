using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Data.Finding;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

public sealed class SubmissionQueries(CrmDb crm)
{
    /// <summary>P12: by the client's name, telephone in any spelling, or e-mail; newest first.</summary>
    public async Task<IReadOnlyList<SubmissionRow>> FindAsync(Actor actor, string typed, int take, CancellationToken ct)
    {
        if (!actor.May(SubmissionPermissions.View))
        {
            return [];
        }

        await using var db = crm.Open(actor);
        var visible = db.Set<Submission>().AsNoTracking().VisibleTo(actor);
        var scope = new FindScope(FindSubject.Submission, visible.Select(s => new Seen { Id = s.Id })) { NewestFirst = true };
        var ids = await new KeyFinder(db, scope, take, ct).FindAsync(await db.NeedlesAsync(typed, ct));
        return ids.Count == 0 ? [] : await Rows(visible.Where(s => ids.Contains(s.Id)).OrderByDescending(s => s.ArrivedAt)).ToListAsync(ct);
    }

    /// <summary>Those that came to this client, the latest first.</summary>
    public async Task<IReadOnlyList<SubmissionRow>> OfClientAsync(Actor actor, int clientId, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await Rows(db.Set<Submission>().AsNoTracking().VisibleTo(actor).Where(s => s.ClientId == clientId).OrderByDescending(s => s.ArrivedAt)).Take(take).ToListAsync(ct);
    }

    private static IQueryable<SubmissionRow> Rows(IQueryable<Submission> submissions) => submissions.Select(s => new SubmissionRow
    {
        Id = s.Id,
        Name = s.FirstName + " " + s.LastName,
        Investment = s.Investment == null ? null : s.Investment.Name,
        Form = s.BrokerForm!.Name,
        ArrivedAt = s.ArrivedAt,
        Status = s.Status,
        ClientId = s.ClientId,
    });
}

/// <summary>A submission in a list.</summary>
public sealed record SubmissionRow
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public string? Investment { get; init; }
    public required string Form { get; init; }
    public DateTime ArrivedAt { get; init; }
    public SubmissionStatus Status { get; init; }
    public int? ClientId { get; init; }
}

public static class SubmissionScope
{
    public static IQueryable<Submission> VisibleTo(this IQueryable<Submission> submissions, Actor actor) => actor switch
    {
        _ when !actor.May(SubmissionPermissions.View) => submissions.Where(_ => false),
        { Scope: Scope.All } => submissions,
        { BranchId: var branch } => submissions.Where(s => s.BranchId == branch || s.BranchId == null),
    };

    /// <summary>In whose thread a broker waits to be read. Begins with those few messages; to ask of each submission whether it has one would be to ask all that ever came.</summary>
    internal static IQueryable<Submission> Unread(this IQueryable<Submission> submissions, CrmDbContext db)
    {
        var threads = db.Set<SubmissionMessage>().Where(m => m.FromBroker && m.ReadAt == null).Select(m => m.SubmissionId);
        return submissions.Where(s => threads.Contains(s.Id));
    }

    /// <remarks>Without the nought SQLite walks all that ever came in the order of their branches, and looks at each whether it is meant.</remarks>
    internal static IQueryable<IGrouping<int?, Submission>> ByBranch(this IQueryable<Submission> submissions) => submissions.GroupBy(s => s.BranchId + 0);
}
