using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>What a newer version allows and this office has never heard of: its built-in roles get what they would hold in a new office, once.</summary>
public sealed class NewPermissions(CrmDb crm, PermissionCatalog catalog)
{
    /// <summary>Before anybody is let in; gives what was new.</summary>
    public async Task<IReadOnlyCollection<string>> GiveAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var roles = await db.Set<Role>().ToListAsync(ct);
        var held = roles.SelectMany(role => role.Permissions);
        var unheard = catalog.All.Except(held).Except(await EverToldAsync(db, ct)).ToHashSet();
        var given = new HashSet<string>();
        foreach (var (of, key, _) in FirstOffice.BuiltIn)
        {
            var added = catalog.Of(of).Where(unheard.Contains).ToList();
            if (added.Count > 0 && roles.Find(role => role.Key == key) is { } role)
            {
                role.Permissions = [.. catalog.All.Where(permission => role.Permissions.Contains(permission) || added.Contains(permission))];
                given.UnionWith(added);
            }
        }

        await db.SaveChangesAsync(ct);
        return given;
    }

    // The journal is only ever added to: a permission that an administrator took from every role stands in it, and is never given back.
    private static async Task<IEnumerable<string>> EverToldAsync(CrmDbContext db, CancellationToken ct)
    {
        var told = await db.Set<JournalEntry>().Where(entry => entry.Subject == "role" && entry.Changes != null).Select(entry => entry.Changes!).ToListAsync(ct);
        return told
            .Select(changes => JsonSerializer.Deserialize<Dictionary<string, string?[]>>(changes)!.GetValueOrDefault(nameof(Role.Permissions), []))
            .SelectMany(fromTo => fromTo.OfType<string>())
            .SelectMany(list => list.Split(' '));
    }
}
