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

    internal static IQueryable<Activity> Narrow(this IQueryable<Activity> activities, CalendarFilter filter)
    {
        activities = filter.People switch
        {
            { Count: 0 } => activities,
            { Count: 1 } and var one => one.First() is var person ? activities.Where(a => a.AssignedToId == person) : activities,
            var people => activities.Where(a => people.Contains(a.AssignedToId)),
        };
        if (filter.Ids is { Count: > 0 } ids)
        {
            activities = activities.Where(a => ids.Contains(a.Id));
        }

        if (filter.BranchId is { } branch)
        {
            activities = activities.Where(a => a.BranchId == branch);
        }

        if (filter.InvestmentId is { } investment)
        {
            activities = activities.Where(a => a.InvestmentId == investment);
        }

        if (filter.Types is { Count: > 0 } types)
        {
            activities = activities.Where(a => types.Contains(a.Type));
        }

        return filter.Statuses is { Count: > 0 } statuses ? activities.Where(a => statuses.Contains(a.Status)) : activities;
    }
}
