using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>Employees come, change and leave. Nobody hands out a role that may do more than they may themselves.</summary>
public sealed class UserCommands(CrmDb crm, Sessions sessions)
{
    public async Task<Saved> SaveAsync(Actor actor, UserEdit edit, CancellationToken ct)
    {
        actor.Require(UserPermissions.Manage);
        await using var db = crm.Open(actor);
        var user = edit.Id is { } id ? await db.Set<User>().Include(u => u.Role).SingleOrDefaultAsync(u => u.Id == id, ct) : Newcomer();
        if (user is null)
        {
            return Saved.Gone;
        }

        var problems = await ProblemsAsync(db, edit, ct);
        if (problems.Length > 0)
        {
            return Saved.Invalid(problems);
        }

        var role = await db.Set<Role>().SingleAsync(r => r.Id == edit.RoleId, ct);
        if (user.RoleId != role.Id)
        {
            RequireAll(actor, role);
        }

        Write(user, edit, role);
        if (edit.Id is null)
        {
            db.Add(user);
        }
        else if (!await Keyholders.RemainAsync(db, ct))
        {
            return Saved.Invalid(new Problem(nameof(edit.RoleId), "last-keyholder"));
        }

        return await db.SaveOrSayWhoAsync(user, ct);
    }

    /// <summary>Who leaves is out of every open screen within seconds, and stays in history.</summary>
    public async Task<Saved> RetireAsync(Actor actor, int userId, bool retired, CancellationToken ct)
    {
        actor.Require(UserPermissions.Manage);
        await using var db = crm.Open(actor);
        if (await db.Set<User>().Include(u => u.Role).SingleOrDefaultAsync(u => u.Id == userId, ct) is not { } user)
        {
            return Saved.Gone;
        }

        if (!retired)
        {
            RequireAll(actor, user.Role!);
        }

        user.Retired = retired;
        // Their plan ends with the day they leave, unless an earlier or later one was written down.
        user.EmployedUntil = retired ? user.EmployedUntil ?? crm.Office.Time.Today(crm.Clock) : null;
        // Cookies from before are void, even if the employee comes back.
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        if (!await Keyholders.RemainAsync(db, ct))
        {
            return Saved.Invalid(new Problem(nameof(User.Retired), "last-keyholder"));
        }

        db.Happening = retired ? "user.retired" : "user.returned";
        var saved = await db.SaveOrSayWhoAsync(user, ct);
        if (saved.Ok && retired)
        {
            await sessions.EndAllOfRetiredAsync(actor, userId, ct);
        }

        return saved;
    }

    private static void RequireAll(Actor actor, Role role)
    {
        foreach (var permission in role.Permissions)
        {
            actor.Require(permission);
        }
    }

    private static User Newcomer() => new() { FirstName = "", LastName = "", SecurityStamp = Guid.NewGuid().ToString("N") };

    private static void Write(User user, UserEdit edit, Role role)
    {
        user.FirstName = edit.FirstName.Trim();
        user.LastName = edit.LastName.Trim();
        user.SearchKey = SearchKey.Of($"{edit.FirstName} {edit.LastName}");
        user.UserName = edit.Login.Trim();
        user.NormalizedUserName = Normal(edit.Login);
        user.Email = Blank(edit.Email);
        user.NormalizedEmail = user.Email?.ToUpperInvariant();
        user.Extension = Blank(edit.Extension);
        user.Role = role;
        user.BranchId = edit.BranchId;
        user.DepartmentId = edit.DepartmentId;
        (user.EmployedFrom, user.EmployedUntil) = (edit.EmployedFrom, edit.EmployedUntil);
    }

    private static async Task<Problem[]> ProblemsAsync(CrmDbContext db, UserEdit edit, CancellationToken ct)
    {
        var problems = new List<Problem>();
        foreach (var (field, text) in new[] { (nameof(edit.FirstName), edit.FirstName), (nameof(edit.LastName), edit.LastName), (nameof(edit.Login), edit.Login) })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                problems.Add(new Problem(field, "missing"));
            }
        }

        var login = Normal(edit.Login);
        if (await db.Set<User>().AnyAsync(u => u.NormalizedUserName == login && u.Id != edit.Id, ct))
        {
            problems.Add(new Problem(nameof(edit.Login), "taken"));
        }

        if (edit.EmployedUntil < edit.EmployedFrom)
        {
            problems.Add(new Problem(nameof(edit.EmployedUntil), "before-start"));
        }

        if (!await db.Set<Role>().AnyAsync(r => r.Id == edit.RoleId, ct))
        {
            problems.Add(new Problem(nameof(edit.RoleId), "missing"));
        }

        return [.. problems];
    }

    private static string Normal(string login) => login.Trim().Normalize().ToUpperInvariant();

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
