using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CrmLive.Web.Submissions;

/// <summary>
/// When a public form was opened, signed by us: a program that fills it in at once, or sends one page a thousand times, is told from a
/// person without asking anybody to pick traffic lights. The same stamp twice is a double click.
/// </summary>
public sealed class FormStamp(IDataProtectionProvider keys, TimeProvider clock)
{
    /// <summary>Nobody types two names and a number faster.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private readonly IDataProtector _seal = keys.CreateProtector("CrmLive.BrokerForm");

    public string New(int formId) => _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{formId} {clock.GetUtcNow().UtcTicks} {Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12))}"));

    /// <summary>What the double click is known by; null with the reason when the stamp is not good now.</summary>
    public (string? OnceKey, StampFault? Fault) Read(int formId, string? stamp)
    {
        if (string.IsNullOrEmpty(stamp) || Open(stamp)?.Split(' ') is not [var form, var ticks, var once] || form != formId.ToString(CultureInfo.InvariantCulture))
        {
            return (null, StampFault.Stale);
        }

        var open = clock.GetUtcNow() - new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
        return open < Shortest ? (null, StampFault.TooQuick) : open > Longest ? (null, StampFault.Stale) : (once, null);
    }

    private string? Open(string stamp)
    {
        try
        {
            return _seal.Unprotect(stamp);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

public enum StampFault
{
    TooQuick,

    /// <summary>Forged, of another form, or left open over night: a new one is needed, what was typed stays.</summary>
    Stale,
}
