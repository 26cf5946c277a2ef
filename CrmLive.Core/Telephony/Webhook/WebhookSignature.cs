using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmLive.Core.Telephony.Webhook;

/// <summary>
/// Who sent a request and that nobody changed it: HMAC-SHA256 over timestamp, a dot and the body, in hexadecimal. The timestamp
/// bounds how long a request overheard can be sent again; within that time its events' ids make a second sending harmless.
/// </summary>
public static class WebhookSignature
{
    public const string Header = "X-CrmLive-Signature";
    public const string TimestampHeader = "X-CrmLive-Timestamp";

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body) => Convert.ToHexStringLower(Sign(secret, timestamp, body));

    /// <summary>The key it was signed with, or why the request is not believed.</summary>
    public static (WebhookKey? Key, string? Refusal) Check(IEnumerable<WebhookKey> keys, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTime now)
    {
        if (timestamp is not { Length: <= 12 } || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return (null, $"{TimestampHeader} must be the time in whole seconds since 1970.");
        if (signature is not { Length: 64 } || !TryFromHex(signature, out var sent))
            return (null, $"{Header} must be 64 hexadecimal digits.");

        // The signature first: who cannot sign learns nothing, not even whether our clocks agree.
        WebhookKey? signer = null;
        foreach (var key in keys.Where(key => key.IsUsable))
        {
            if (CryptographicOperations.FixedTimeEquals(Sign(key.Secret, timestamp, body), sent)) signer ??= key;
        }
        if (signer is null) return (null, "The signature does not fit.");

        var age = (now - DateTime.UnixEpoch).TotalSeconds - seconds;
        return Math.Abs(age) <= Window.TotalSeconds ? (signer, null) : (null, $"The timestamp is more than {Window.TotalSeconds:0} seconds off our clock.");
    }

    private static byte[] Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static bool TryFromHex(string hex, out byte[] bytes)
    {
        bytes = new byte[hex.Length / 2];
        return Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
