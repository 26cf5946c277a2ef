using CrmLive.Core.Access;

namespace CrmLive.Core.Activities;

public static class ActivityScope
{
    public static IQueryable<Activity> VisibleTo(this IQueryable<Activity> activities, Actor actor) => actor switch
    {
        _ when !actor.May(ActivityPermissions.View) => activities.Where(_ => false),
        { Scope: Scope.All } => activities,
        { Scope: Scope.Branch, BranchId: var branch } => activities.Where(a => a.BranchId == branch || a.BranchId == null),
        { UserId: var user } => activities.Where(a => a.AssignedToId == user || a.CreatedById == user),
    };
}
