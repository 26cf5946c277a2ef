using CrmLive.Core.Access;

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
}
