using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>An office must never lock itself out: somebody in it can always manage users and roles.</summary>
internal static class Keyholders
{
    /// <summary>Whether one remains with the changes of this context, which are not saved yet.</summary>
    public static async Task<bool> RemainAsync(CrmDbContext db, CancellationToken ct)
    {
        // Read without a filter: the rows changed here and not yet in the database are seen as they will be.
        var users = await db.Set<User>().Include(u => u.Role).ToListAsync(ct);
        return users.Any(u => !u.Retired && u.Role is { } role
            && role.Permissions.Contains(UserPermissions.Manage) && role.Permissions.Contains(UserPermissions.Roles));
    }
}
