using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmLive.Core.Data;

/// <summary>A secret as the database may hold it; only the <see cref="Vault"/> makes and opens one, so none is ever taken for its text.</summary>
/// <param name="Cipher">Empty when there is no secret.</param>
public readonly record struct SealedText(string Cipher)
{
    public static SealedText None { get; } = new("");

    public bool IsEmpty => string.IsNullOrEmpty(Cipher);

    public override string ToString() => IsEmpty ? "" : "sealed";
}

/// <summary>
/// Seals what must not be read from a copy of the database: passwords of exchanges and mailboxes, personal numbers.
/// With the keys of cookies and forms, which lie beside the database and travel with its backup.
/// </summary>
public sealed class Vault(Func<string, string> seal, Func<string, string> open)
{
    public SealedText Seal(string text) => text.Length == 0 ? SealedText.None : new SealedText(seal(text));

    /// <summary>Null when it was sealed with keys that are no longer there: somebody must enter it anew.</summary>
    public string? Open(SealedText secret)
    {
        if (secret.IsEmpty)
        {
            return "";
        }

        try
        {
            return open(secret.Cipher);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

internal sealed class SealedTextConverter() : ValueConverter<SealedText, string>(secret => secret.Cipher ?? "", cipher => new SealedText(cipher));
