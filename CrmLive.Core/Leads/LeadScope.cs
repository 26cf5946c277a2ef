using CrmLive.Core.Access;

namespace CrmLive.Core.Leads;

public static class LeadScope
{
    public static IQueryable<Lead> VisibleTo(this IQueryable<Lead> leads, Actor actor) => actor switch
    {
        _ when !actor.May(LeadPermissions.View) => leads.Where(_ => false),
        { Scope: Scope.All } => leads,
        { Scope: Scope.Branch, BranchId: var branch } => leads.Where(l => l.BranchId == branch || l.BranchId == null),
        { UserId: var user } => leads.Where(l => l.AdvisorId == user || l.AdvisorId == null),
    };
}
