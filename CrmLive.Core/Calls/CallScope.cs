using CrmLive.Core.Access;
using CrmLive.Core.Common;

namespace CrmLive.Core.Calls;

/// <summary>Whose calls an actor may see: all, the branch's, or those they took part in or that concern their clients. A call that belongs to no branch is everybody's.</summary>
public static class CallScope
{
    public static IQueryable<Call> VisibleTo(this IQueryable<Call> calls, Actor actor) => actor switch
    {
        _ when !actor.May(CallPermissions.Watch) => calls.Where(_ => false),
        { Scope: Scope.All } => calls,
        { Scope: Scope.Branch, BranchId: var branch } => calls.Where(c => c.BranchId == branch || c.BranchId == null),
        { UserId: var user } => calls.Where(c => c.UserId == user || c.Legs.Any(l => l.UserId == user) || c.Client!.AdvisorId == user),
    };

    /// <summary>The part of the shared snapshot this actor may see; the very same object for whoever sees all.</summary>
    public static CallsNow VisibleTo(this CallsNow now, Actor actor) => actor switch
    {
        _ when !actor.May(CallPermissions.Watch) => CallsNow.Nothing with { Ready = now.Ready },
        { Scope: Scope.All } => now,
        { Scope: Scope.Branch, BranchId: var branch } => now with
        {
            Calls = now.Calls.Where(c => c.BranchId is null || c.BranchId == branch).ToValueList(),
            Missed = now.Missed.Where(m => m.BranchId is null || m.BranchId == branch).ToValueList(),
        },
        { UserId: var user } => now with
        {
            Calls = now.Calls.Where(c => c.Parties.Any(p => p.UserId == user) || c.Clients.Any(k => k.AdvisorId == user)).ToValueList(),
            Missed = now.Missed.Where(m => m.ClaimedById == user || m.RangId == user || m.Clients.Any(k => k.AdvisorId == user)).ToValueList(),
        },
    };
}
