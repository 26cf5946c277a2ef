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

    /// <summary>What waits in each branch, and in none.</summary>
    public ValueList<BranchInbox> Branches { get; init; } = [];

    /// <summary>The newest of all, and of those that are pending.</summary>
    public ValueList<InboxRow> Newest { get; init; } = [];

    public ValueList<InboxRow> NewestPending { get; init; } = [];

    /// <summary>As <see cref="SubmissionScope"/> narrows queries.</summary>
    public InboxCounts CountsFor(Actor actor)
    {
        if (!actor.May(SubmissionPermissions.View))
        {
            return default;
        }

        var (pending, messages) = (0, 0);
        foreach (var branch in Branches)
        {
            if (IsFor(actor, branch.BranchId))
            {
                (pending, messages) = (pending + branch.Pending, messages + branch.Unread);
            }
        }

        return new(pending, messages);
    }

    /// <summary>The first page of a list that nobody narrowed, and what is here besides; null where it is not to be had here and must be asked for.</summary>
    public ValueList<InboxRow>? FirstPage(Actor actor, InboxFilter filter, int take)
    {
        if (!Ready || Failed || !actor.May(SubmissionPermissions.View) || filter.IsNarrowed || filter.Tile is not (InboxTile.All or InboxTile.Pending))
        {
            return null;
        }

        var rows = filter.Tile == InboxTile.All ? Newest : NewestPending;
        var page = actor.Scope == Scope.All ? rows : rows.Part(actor.BranchId ?? 0, static (row, branch) => row.BranchId is null || row.BranchId == branch);
        return page.Count > take || rows.Count < Kept ? page : null;
    }

    // One of no branch is everybody's.
    private static bool IsFor(Actor actor, int? branchId) => actor.Scope == Scope.All || branchId is null || branchId == actor.BranchId;
}

/// <param name="BranchId">Null for what came to no branch.</param>
/// <param name="Unread">Submissions in whose thread a broker waits to be read.</param>
public readonly record struct BranchInbox(int? BranchId, int Pending, int Unread);
