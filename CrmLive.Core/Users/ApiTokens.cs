using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>Keys that let other programs in: made, looked up by their hash, revoked.</summary>
public sealed class ApiTokens(CrmDb crm)
{
    private const string Prefix = "crm_";

    /// <summary>Returns the token's text, which is never to be seen again. Never grants more than its maker may do.</summary>
    public async Task<string> CreateAsync(Actor actor, string name, int userId, IReadOnlyCollection<string> permissions, CancellationToken ct)
    {
        actor.Require(UserPermissions.Manage);
        foreach (var permission in permissions)
        {
            actor.Require(permission);
        }

        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var db = crm.Open(actor);
        db.Add(new ApiToken
        {
            Name = name,
            Hash = HashOf(token),
            UserId = userId,
            Permissions = [.. permissions],
            CreatedAt = crm.Clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(ct);
        return token;
    }

    public async Task<IReadOnlyList<TokenRow>> AllAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(UserPermissions.Manage);
        await using var db = crm.Open(actor);
        return await db.Set<ApiToken>().AsNoTracking().Where(t => t.RevokedAt == null).OrderBy(t => t.Name)
            .Select(t => new TokenRow(t.Id, t.Name, t.User!.FirstName + " " + t.User.LastName, t.Permissions, t.CreatedAt))
            .ToListAsync(ct);
    }

    public async Task RevokeAsync(Actor actor, int tokenId, CancellationToken ct)
    {
        actor.Require(UserPermissions.Manage);
        await using var db = crm.Open(actor);
        var token = await db.Set<ApiToken>().SingleAsync(t => t.Id == tokenId, ct);
        token.RevokedAt ??= crm.Clock.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Not the token's permissions alone: what its user has lost meanwhile, the token has lost too. Null for a token unknown, revoked, or of a user who left.</summary>
    public async Task<Actor?> FindAsync(string hash, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        var token = await db.Set<ApiToken>().AsNoTracking()
            .Include(t => t.User!.Role)
            .SingleOrDefaultAsync(t => t.Hash == hash && t.RevokedAt == null && !t.User!.Retired, ct);
        if (token?.User is not { Role: { } role } user)
        {
            return null;
        }

        var actor = Actors.Of(user, role, ActorChannel.Api, ip: null);
        return actor with { TokenId = token.Id, Permissions = token.Permissions.Where(actor.May).ToFrozenSet() };
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>A token in the list; its text is nowhere to be had.</summary>
public sealed record TokenRow(int Id, string Name, string Owner, IReadOnlyList<string> Permissions, DateTime CreatedAt);
