using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace CrmLive.Web.Account;

/// <summary>Six digits from a shared key and the time (RFC 6238, SHA-1 and 30 s: what every authenticator app speaks).</summary>
public static class Totp
{
    private const int SecondsOfStep = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / SecondsOfStep;

    public static string CodeAt(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 is what RFC 6238 and the apps mean; HMAC does not rest on its collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Base32 of RFC 4648 without padding, as <c>otpauth:</c> addresses carry the key. Signs of no meaning (spaces) are skipped.</summary>
    public static byte[] KeyOf(string base32)
    {
        var key = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var value in base32.ToUpperInvariant().Select(c => Alphabet.IndexOf(c, StringComparison.Ordinal)).Where(v => v >= 0))
        {
            bits = (bits << 5) | value;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                key.Add((byte)(bits >> held));
                bits &= (1 << held) - 1;
            }
        }

        return [.. key];
    }
}
