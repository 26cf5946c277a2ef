using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Submissions;

/// <summary>
/// B22: personal numbers are sealed, and matched by a keyed hash. There are only so many PESELs that a hash without a key is as good as
/// the number itself; the key is sealed too, so a copy of the database gives away neither.
/// </summary>
public sealed partial class PersonalNumbers(CrmDb crm, Vault vault, ILogger<PersonalNumbers> log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private byte[]? _key;

    public async Task<PersonalNumber> SealAsync(string? folded, CancellationToken ct) =>
        folded is null ? PersonalNumber.None : new(vault.Seal(folded), await HashAsync(folded, ct));

    /// <summary>Null when none was given, or it was sealed with keys that are lost.</summary>
    public string? Open(SealedText number) => vault.Open(number) is { Length: > 0 } text ? text : null;

    /// <summary>"•••••••1359": enough to ask the broker about, too little to use.</summary>
    public static string Mask(string number) => new string('•', Math.Max(0, number.Length - 4)) + number[^Math.Min(4, number.Length)..];

    public async Task<string> HashAsync(string folded, CancellationToken ct) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key ?? await KeyAsync(ct), Encoding.UTF8.GetBytes(folded)));

    public void Dispose() => _one.Dispose();

    private async Task<byte[]> KeyAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            return _key ??= await KeptAsync(ct) ?? await MadeAsync(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<byte[]?> KeptAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        if (await db.Set<MatchKey>().AsNoTracking().FirstOrDefaultAsync(ct) is not { } kept)
        {
            return null;
        }

        if (vault.Open(kept.Secret) is not { } secret)
        {
            CannotBeOpened(log);
            throw new NumbersLostException();
        }

        return Convert.FromBase64String(secret);
    }

    private async Task<byte[]> MadeAsync(CancellationToken ct)
    {
        var made = RandomNumberGenerator.GetBytes(32);
        await using var db = crm.Open(Actor.System);
        db.Add(new MatchKey { Secret = vault.Seal(Convert.ToBase64String(made)) });
        try
        {
            await db.SaveChangesAsync(ct);
            return made;
        }
        catch (DbUpdateException)
        {
            // Another node made it in the same moment; there is only one.
            return await KeptAsync(ct) ?? throw new CryptographicException("The key that personal numbers are matched by could be neither read nor made.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The key that personal numbers are matched by was sealed with keys that are no longer there, so no form takes such a number. Put the folder of keys back; if it is lost, empty the table MatchKeys: new numbers are taken then, and those from before are not matched with them.")]
    private static partial void CannotBeOpened(ILogger log);
}

/// <summary>What personal numbers are matched by was sealed with keys that are lost: what stands there is masked, and none can be taken (decision 20).</summary>
public sealed class NumbersLostException() : Exception("The key that personal numbers are matched by was sealed with keys that are no longer there.");

/// <summary>A personal number as the database holds it.</summary>
public sealed record PersonalNumber(SealedText Sealed, string? Hash)
{
    public static PersonalNumber None { get; } = new(SealedText.None, null);
}

/// <summary>What hashes of personal numbers are keyed with; one row, made when the first number comes.</summary>
public sealed class MatchKey
{
    public const int TheOne = 1;

    public int Id { get; set; } = TheOne;
    public SealedText Secret { get; set; }
}
