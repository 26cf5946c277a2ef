using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmLive.Core.Submissions;

/// <summary>
/// The address a broker's answer goes to: "office+s123.SIGNATURE@…". Whoever knows it has had a mail of ours, as with the private page, whose
/// key signs it; a new key makes the old addresses nobody's.
/// </summary>
public static partial class ReplyAddress
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Signed = 16;

    public static string Of(string mailbox, int submissionId, string brokerKey)
    {
        var at = mailbox.LastIndexOf('@');
        return string.Create(CultureInfo.InvariantCulture, $"{mailbox[..at]}+s{submissionId}.{Sign(submissionId, brokerKey)}{mailbox[at..]}");
    }

    /// <summary>What an address claims to answer; null when it claims nothing.</summary>
    public static (int SubmissionId, string Signature)? Claim(string address) =>
        Tag().Match(address) is { Success: true } tag && int.TryParse(tag.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (id, tag.Groups[2].Value) : null;

    public static bool IsTrue(string signature, int submissionId, string brokerKey) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature.ToLowerInvariant()), Encoding.UTF8.GetBytes(Sign(submissionId, brokerKey)));

    // Servers on the way may write an address in small letters: Base32, and no case to lose.
    private static string Sign(int submissionId, string brokerKey)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(brokerKey), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"reply-{submissionId}")));
        return string.Create(Signed, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[bytes[i] & 31];
            }
        });
    }

    [GeneratedRegex(@"\+[sS]([0-9]{1,9})\.([A-Za-z2-7]{16})@", RegexOptions.RightToLeft)]
    private static partial Regex Tag();
}
