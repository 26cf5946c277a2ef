using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

public sealed class UserQueries(CrmDb crm)
{
    /// <summary>Employees a client can be given to, by last name: those whose role may edit clients.</summary>
    public Task<IReadOnlyList<Choice>> AdvisorsAsync(Actor actor, CancellationToken ct) => AdvisorsAsync(actor, null, ct);

    /// <param name="branchId">Of this branch alone.</param>
    public async Task<IReadOnlyList<Choice>> AdvisorsAsync(Actor actor, int? branchId, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var users = db.Set<User>().AsNoTracking().Where(u => !u.Retired && (u.Role!.Key == "advisor" || u.Role.Key == "manager"));
        if (actor.Scope != Scope.All)
        {
            users = users.Where(u => u.BranchId == actor.BranchId);
        }

        users = branchId is null ? users : users.Where(u => u.BranchId == branchId);

        return await users.OrderBy(u => u.LastName).ThenBy(u => u.FirstName)
            .Select(u => new Choice(u.Id, u.LastName + " " + u.FirstName)).ToListAsync(ct);
    }

    /// <summary>What colleagues are called whose ids a screen has heard.</summary>
    public async Task<IReadOnlyList<Choice>> NamesAsync(Actor actor, IReadOnlyList<int> ids, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await db.Set<User>().AsNoTracking().Where(u => ids.Contains(u.Id)).OrderBy(u => u.LastName).ThenBy(u => u.FirstName)
            .Select(u => new Choice(u.Id, u.FirstName + " " + u.LastName)).ToListAsync(ct);
    }

    /// <summary>Everybody, those who left last.</summary>
    public async Task<IReadOnlyList<UserRow>> AllAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(UserPermissions.Manage);
        await using var db = crm.Open(actor);
        return await db.Set<User>().AsNoTracking().OrderBy(u => u.Retired).ThenBy(u => u.LastName).ThenBy(u => u.FirstName)
            .Select(u => new UserRow
            {
                Id = u.Id,
                FirstName = u.FirstName,
                LastName = u.LastName,
                Login = u.UserName,
                Email = u.Email,
                Extension = u.Extension,
                RoleId = u.RoleId,
                RoleKey = u.Role!.Key,
                RoleName = u.Role.Name,
                BranchId = u.BranchId,
                DepartmentId = u.DepartmentId,
                EmployedFrom = u.EmployedFrom,
                EmployedUntil = u.EmployedUntil,
                LastSignInAt = u.LastSignInAt,
                TwoFactor = u.TwoFactorEnabled,
                Retired = u.Retired,
            })
            .ToListAsync(ct);
    }

    /// <summary>Branches and departments an employee may belong to, and the roles there are (with key or name).</summary>
    public async Task<(IReadOnlyList<Choice> Branches, IReadOnlyList<Choice> Departments, IReadOnlyList<(int Id, string? Key, string? Name)> Roles)> PlacesAsync(
        Actor actor, CancellationToken ct)
    {
        actor.Require(UserPermissions.Manage);
        await using var db = crm.Open(actor);
        var roles = await db.Set<Role>().AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.Id, r.Key, r.Name }).ToListAsync(ct);
        return (
            await db.Set<Office.Branch>().OrderBy(b => b.Name).Select(b => new Choice(b.Id, b.Name)).ToListAsync(ct),
            await db.Set<Office.Department>().OrderBy(d => d.Position).Select(d => new Choice(d.Id, d.Name)).ToListAsync(ct),
            [.. roles.Select(r => (r.Id, r.Key, r.Name))]);
    }
}
