using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

public sealed class UserQueries(CrmDb crm)
{
    /// <summary>Employees a client can be given to, by last name: those whose role may edit clients.</summary>
    public async Task<IReadOnlyList<Choice>> AdvisorsAsync(Actor actor, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var users = db.Set<User>().AsNoTracking().Where(u => !u.Retired && (u.Role!.Key == "advisor" || u.Role.Key == "manager"));
        if (actor.Scope != Scope.All)
        {
            users = users.Where(u => u.BranchId == actor.BranchId);
        }

        return await users.OrderBy(u => u.LastName).ThenBy(u => u.FirstName)
            .Select(u => new Choice(u.Id, u.LastName + " " + u.FirstName)).ToListAsync(ct);
    }
}
