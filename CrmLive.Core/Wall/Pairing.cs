using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Wall;

/// <summary>K13: a television nobody knows asks for a code and waits until somebody who may approves it.</summary>
public sealed class Pairing(CrmDb crm)
{
    public static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    private const int CodeLength = 6;

    /// <summary>Whoever asks without end fills no table: the codes open at a time are few, and the oldest makes room.</summary>
    private const int MostOpen = 100;

    // No letter or digit that is taken for another one when it is read from five metres away and typed.
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public async Task<PairingTicket> AskAsync(string? ip, CancellationToken ct)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var db = crm.Open(Actor.System);
        var open = await db.Set<ScreenPairing>().OrderByDescending(p => p.ExpiresAt).ToListAsync(ct);
        db.RemoveRange(open.Where((p, i) => p.ExpiresAt <= now || i >= MostOpen - 1));
        var pairing = new ScreenPairing
        {
            Code = RandomNumberGenerator.GetString(Letters, CodeLength), Hash = HashOf(token), AskedAt = now, ExpiresAt = now + Good, Ip = ip,
        };
        db.Add(pairing);
        await db.SaveChangesAsync(ct);
        return new(token, Spelled(pairing.Code), pairing.ExpiresAt);
    }

    /// <summary>How the bearer of this cookie stands; null for one that is no screen and waits no longer.</summary>
    public async Task<ScreenStanding?> StandingAsync(string token, CancellationToken ct)
    {
        var hash = HashOf(token);
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        await using var db = crm.Open(Actor.System);
        if (await db.Set<Screen>().AsNoTracking().FirstOrDefaultAsync(s => s.Hash == hash, ct) is { } screen)
        {
            return new(screen.RevokedAt is null ? ScreenState.Paired : ScreenState.Revoked, null, null);
        }

        return await db.Set<ScreenPairing>().AsNoTracking().FirstOrDefaultAsync(p => p.Hash == hash && p.ExpiresAt > now, ct) is { } waiting
            ? new(ScreenState.Waiting, Spelled(waiting.Code), waiting.ExpiresAt)
            : null;
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>However it was typed: small, with a dash, with spaces.</summary>
    internal static string Plain(string typed) => string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Spelled(string code) => $"{code[..3]}-{code[3..]}";
}

/// <param name="Token">For the television's cookie; kept here only as its hash.</param>
public sealed record PairingTicket(string Token, string Code, DateTime ExpiresAt);

public sealed record ScreenStanding(ScreenState State, string? Code, DateTime? ExpiresAt);

public enum ScreenState { Waiting, Paired, Revoked }
