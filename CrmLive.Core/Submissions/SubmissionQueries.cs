using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

public sealed class SubmissionQueries(CrmDb crm)
{
    /// <summary>P12: by the client's name or telephone; newest first.</summary>
    public async Task<IReadOnlyList<SubmissionRow>> FindAsync(Actor actor, string typed, int take, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var visible = db.Set<Submission>().VisibleTo(actor);
        if (PhoneNumber.TryE164(typed, await db.CountryAsync(ct)) is { } e164)
        {
            visible = visible.Where(s => s.PhoneE164 == e164);
        }
        else
        {
            foreach (var word in SearchKey.Words(typed))
            {
                visible = visible.Where(s => s.SearchKey.StartsWith(word) || s.SearchKey.Contains(" " + word));
            }
        }

        return await visible.OrderByDescending(s => s.ArrivedAt).Take(take).Select(s => new SubmissionRow
        {
            Id = s.Id,
            Name = s.FirstName + " " + s.LastName,
            Investment = s.Investment == null ? null : s.Investment.Name,
            ArrivedAt = s.ArrivedAt,
            Status = s.Status,
            ClientId = s.ClientId,
        }).ToListAsync(ct);
    }
}

/// <summary>A submission in a list.</summary>
public sealed record SubmissionRow
{
    public required int Id { get; init; }
    public required string Name { get; init; }
    public string? Investment { get; init; }
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
}
