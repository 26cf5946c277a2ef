using CrmLive.Core.Access;
using CrmLive.Core.Users;

namespace CrmLive.Core.Kpi;

internal static class KpiScope
{
    /// <summary>The role whose people are the sales department, planned for or not.</summary>
    public const string Sellers = "advisor";

    /// <summary>Whose rows this actor may see.</summary>
    public static IQueryable<User> SeenBy(this IQueryable<User> users, Actor actor) => actor.Scope == Scope.Own
        ? users.Where(u => u.Id == actor.UserId)
        : users.RankedWith(actor);

    /// <summary>Among whom a rank is counted: of one's own row it tells the place in the branch, and nothing of the others.</summary>
    public static IQueryable<User> RankedWith(this IQueryable<User> users, Actor actor) => actor.Scope == Scope.All
        ? users
        : users.Where(u => u.BranchId == actor.BranchId);
}
