using CrmLive.Core.Access;
using CrmLive.Core.Common;

namespace CrmLive.Core.Submissions;

/// <summary>What waits in the inbox now and what came last (B3, B4, B7), read once per change for every screen of the office.</summary>
public sealed record InboxNow
{
    /// <summary>So many rows of a list stand here; two pages and more, for whoever sees a branch only.</summary>
    internal const int Kept = 120;

    public static InboxNow Nothing { get; } = new();

    public bool Ready { get; init; }
    public bool Failed { get; init; }

    /// <summary>Newest first.</summary>
    public ValueList<WaitingSubmission> Pending { get; init; } = [];

    /// <summary>Submissions in whose thread a broker waits to be read.</summary>
    public ValueList<WaitingSubmission> Unread { get; init; } = [];

    /// <summary>The newest of all, and of those that are pending.</summary>
    public ValueList<InboxRow> Newest { get; init; } = [];

    public ValueList<InboxRow> NewestPending { get; init; } = [];

    /// <summary>As <see cref="SubmissionScope"/> narrows queries.</summary>
    public InboxCounts CountsFor(Actor actor) => new(Pending.Count(waiting => waiting.IsFor(actor)), Unread.Count(waiting => waiting.IsFor(actor)));

    /// <summary>The first page of a list that nobody narrowed, and one row more when there is more; null where it is not to be had here and must be asked for.</summary>
    public IReadOnlyList<InboxRow>? FirstPage(Actor actor, InboxFilter filter, int take)
    {
        if (!Ready || Failed || filter.IsNarrowed || filter.Tile is not (InboxTile.All or InboxTile.Pending))
        {
            return null;
        }

        var rows = filter.Tile == InboxTile.All ? Newest : NewestPending;
        List<InboxRow> page = [.. rows.Where(row => new WaitingSubmission(row.Id, row.BranchId).IsFor(actor)).Take(take + 1)];
        return page.Count > take || rows.Count < Kept ? page : null;
    }
}

/// <param name="BranchId">Null for one of no branch, which is everybody's.</param>
public readonly record struct WaitingSubmission(int Id, int? BranchId)
{
    public bool IsFor(Actor actor) => actor.May(SubmissionPermissions.View) && (actor.Scope == Scope.All || BranchId is null || BranchId == actor.BranchId);
}
