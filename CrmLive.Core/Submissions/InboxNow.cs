using CrmLive.Core.Access;
using CrmLive.Core.Common;

namespace CrmLive.Core.Submissions;

/// <summary>What waits in the inbox now (B3, B4), read once per change for every screen of the office.</summary>
public sealed record InboxNow
{
    public static InboxNow Nothing { get; } = new();

    public bool Ready { get; init; }
    public bool Failed { get; init; }

    /// <summary>Newest first.</summary>
    public ValueList<WaitingSubmission> Pending { get; init; } = [];

    /// <summary>Submissions in whose thread a broker waits to be read.</summary>
    public ValueList<WaitingSubmission> Unread { get; init; } = [];

    /// <summary>As <see cref="SubmissionScope"/> narrows queries.</summary>
    public InboxCounts CountsFor(Actor actor) => new(Pending.Count(waiting => waiting.IsFor(actor)), Unread.Count(waiting => waiting.IsFor(actor)));
}

/// <param name="BranchId">Null for one of no branch, which is everybody's.</param>
public readonly record struct WaitingSubmission(int Id, int? BranchId)
{
    public bool IsFor(Actor actor) => actor.May(SubmissionPermissions.View) && (actor.Scope == Scope.All || BranchId is null || BranchId == actor.BranchId);
}
