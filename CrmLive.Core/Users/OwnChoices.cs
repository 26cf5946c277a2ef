using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>Filters, columns and default views follow their owner to every computer (A4, A5).</summary>
public sealed class OwnChoices(CrmDb crm)
{
    /// <summary>What was kept; a new one where nothing was, or where an older version wrote what can no longer be read.</summary>
    public async Task<T> ReadAsync<T>(Actor actor, string key, CancellationToken ct)
        where T : new()
    {
        await using var db = crm.Open(actor);
        var value = await db.Set<OwnChoice>().Where(c => c.UserId == actor.UserId && c.Key == key).Select(c => c.Value).FirstOrDefaultAsync(ct);
        try
        {
            return value is null ? new T() : JsonSerializer.Deserialize<T>(value) ?? new T();
        }
        catch (JsonException)
        {
            return new T();
        }
    }

    /// <summary>Everybody may, for themselves; nobody signed in has nowhere to keep it.</summary>
    public async Task KeepAsync<T>(Actor actor, string key, T value, CancellationToken ct)
    {
        if (actor.UserId is not { } user)
        {
            return;
        }

        await using var db = crm.Open(actor);
        if (await db.Set<OwnChoice>().FindAsync([user, key], ct) is not { } kept)
        {
            kept = new OwnChoice { UserId = user, Key = key, Value = "" };
            db.Add(kept);
        }

        kept.Value = JsonSerializer.Serialize(value);
        await db.SaveChangesAsync(ct);
    }
}
