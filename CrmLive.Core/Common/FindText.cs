namespace CrmLive.Core.Common;

/// <summary>Spells what a row is found by the way it is stored and the way it is asked for; both go through here, so that they cannot differ.</summary>
public static class FindText
{
    /// <summary>Above everything that can follow a beginning, byte by byte.</summary>
    public const string Last = "\U0010FFFF";

    private const int Longest = 64;

    // All the words of a row together, spelled and heard: a name, a company and a town of the greatest length fit.
    private const int LongestWhole = 1_200;
    private const int ShortestNumber = 3;

    /// <summary>
    /// Each word first, all the others after it: the Nowaks stand in order of their first names, and whether a Nowak lives in Łódź or
    /// sounds like a Jan is read in the same entry.
    /// </summary>
    public static IEnumerable<string> Words(string key, string whole)
    {
        foreach (var word in key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            var rest = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(other => other != word);
            yield return Cut(string.Join(' ', [Cut(word), .. rest]), LongestWhole);
        }
    }

    /// <summary>The same words as they sound; the tilde keeps them apart from what was really written.</summary>
    public static IEnumerable<string> Sounds(string key) =>
        key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(IsHeard).Select(word => Cut(Sound(word))).Distinct();

    public static string Sound(string word) => "~" + SearchKey.Sound(word);

    public static bool IsHeard(string word) => word.Length > 2 && word.All(char.IsAsciiLetter);

    /// <summary>Every ending of a number: whoever begins in its middle finds it too.</summary>
    public static IEnumerable<string> Endings(string raw, string? e164)
    {
        var digits = string.Concat((e164 ?? raw).Where(char.IsAsciiDigit).Take(Longest));
        for (var from = 0; from == 0 ? digits.Length > 0 : digits.Length - from >= ShortestNumber; from++)
        {
            yield return digits[from..];
        }
    }

    /// <summary>An address from its beginning and from each of its parts: "anna.lis@example.com", "lis@example.com", "example.com", "com".</summary>
    public static IEnumerable<string> AddressParts(string folded)
    {
        for (var from = 0; from < folded.Length; from++)
        {
            if (from == 0 || folded[from - 1] is '.' or '@' or '_' or '-' or '+')
            {
                yield return Cut(folded[from..]);
            }
        }
    }

#pragma warning disable CA1308 // Addresses are compared in lower case, as mail servers do.
    public static string Address(string email) => email.Trim().ToLowerInvariant();
#pragma warning restore CA1308

    public static string Cut(string text) => Cut(text, Longest);

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] : text;
}
