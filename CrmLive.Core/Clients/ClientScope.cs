using CrmLive.Core.Access;

namespace CrmLive.Core.Clients;

public static class ClientScope
{
    /// <summary>The rows this actor may see: their own, their branch's, or all; none without the permission. A client merged into another is nobody's.</summary>
    public static IQueryable<Client> VisibleTo(this IQueryable<Client> clients, Actor actor) => Within(clients.Where(c => c.MergedIntoId == null), actor);

    private static IQueryable<Client> Within(IQueryable<Client> clients, Actor actor) => actor switch
    {
        _ when !actor.May(ClientPermissions.View) => clients.Where(_ => false),
        { Scope: Scope.All } => clients,
        { Scope: Scope.Branch, BranchId: var branch } => clients.Where(c => c.BranchId == branch || c.BranchId == null),
        { UserId: var user } => clients.Where(c => c.AdvisorId == user || c.AdvisorId == null),
    };
}
