using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>A role as the administrator edits it; a new one has no id.</summary>
public sealed record RoleEdit
{
    public int? Id { get; init; }
    public string? Key { get; init; }

    /// <summary>Empty for a built-in role that keeps its translated name.</summary>
    public string? Name { get; init; }

    public Scope Scope { get; init; }
    public bool RequiresTwoFactor { get; init; }
    public IReadOnlyCollection<string> Permissions { get; init; } = [];
}

public sealed class RoleCommands(CrmDb crm, PermissionCatalog catalog)
{
    public async Task<IReadOnlyList<RoleEdit>> AllAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(UserPermissions.Roles);
        await using var db = crm.Open(actor);
        return await db.Set<Role>().AsNoTracking().OrderBy(r => r.Id)
            .Select(r => new RoleEdit { Id = r.Id, Key = r.Key, Name = r.Name, Scope = r.Scope, RequiresTwoFactor = r.RequiresTwoFactor, Permissions = r.Permissions })
            .ToListAsync(ct);
    }

    /// <summary>Applies at once to every open screen of the role. Nobody adds to a role what they may not do themselves.</summary>
    public async Task<Saved> SaveAsync(Actor actor, RoleEdit edit, CancellationToken ct)
    {
        actor.Require(UserPermissions.Roles);
        await using var db = crm.Open(actor);
        var role = edit.Id is { } id ? await db.Set<Role>().SingleOrDefaultAsync(r => r.Id == id, ct) : new Role();
        if (role is null)
        {
            return Saved.Gone;
        }

        if (role.Key is null && string.IsNullOrWhiteSpace(edit.Name))
        {
            return Saved.Invalid(new Problem(nameof(edit.Name), "missing"));
        }

        foreach (var added in edit.Permissions.Except(role.Permissions))
        {
            actor.Require(added);
        }

        role.Name = string.IsNullOrWhiteSpace(edit.Name) ? null : edit.Name.Trim();
        role.Scope = edit.Scope;
        role.RequiresTwoFactor = edit.RequiresTwoFactor;
        // In the catalogue's order, so that the journal tells changes and not shuffles.
        role.Permissions = [.. catalog.All.Where(edit.Permissions.Contains)];
        if (edit.Id is null)
        {
            db.Add(role);
        }
        else if (!await Keyholders.RemainAsync(db, ct))
        {
            return Saved.Invalid(new Problem(nameof(edit.Permissions), "last-keyholder"));
        }

        return await db.SaveOrSayWhoAsync(role, ct);
    }
}
