using System.Text.RegularExpressions;
using CrmLive.Core.Common;

namespace CrmLive.Core.Data.Finding;

/// <summary>One thing typed that a row must have, by any of its readings.</summary>
internal sealed partial record Needle(string Text, string? Sound = null, string? Otherwise = null)
{
    private const int Most = 6;

    public bool IsNumber => Text.All(char.IsAsciiDigit);

    public bool IsWord => Text.All(char.IsAsciiLetterOrDigit) && !IsNumber;

    /// <summary>As the name of a person, a company or a town.</summary>
    public IReadOnlyList<Reading> Called => [new(Reading.Names, Text)];

    /// <summary>As a name that sounds so, or is spelled so.</summary>
    public IReadOnlyList<Reading> CalledAlike => Sound is null ? Called : [new(Reading.Sounds, Sound), new(Reading.Names, Text)];

    /// <summary>As it is spelled; digits may also be the middle of another number.</summary>
    public IReadOnlyList<Reading> Spelled =>
        Otherwise is null ? [new(Meanings, Text)] : [new(Meanings, Text), new([FoundBy.Phone], Otherwise)];

    /// <summary>As it sounds, or as it is spelled.</summary>
    public IReadOnlyList<Reading> Heard => Sound is null ? Spelled : [new(Reading.Sounds, Sound), new(Meanings, Text)];

    private IReadOnlyList<FoundBy> Meanings => IsNumber ? Reading.Numbers : IsWord ? Reading.Words : Reading.Addresses;

    /// <summary>What was typed, parted: a telephone number keeps its blanks, an address its dots, the rest are words.</summary>
    public static IReadOnlyList<Needle> In(string typed, string country)
    {
        var needles = new List<Needle>();
        var words = Number().Replace(typed, number =>
        {
            needles.Add(OfNumber(number.Value, country));
            return " ";
        });
        foreach (var token in words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            needles.AddRange(token.Contains('@', StringComparison.Ordinal) ? OfAddress(token) : SearchKey.Words(token).Select(OfWord));
        }

        return [.. needles.Where(n => n.Text.Length > 0).Distinct().Take(Most)];
    }

    private static Needle OfWord(string word) => new(FindText.Cut(word), FindText.IsHeard(word) ? FindText.Sound(word) : null);

    private static Needle[] OfAddress(string token) => token is "@" ? [] : [new(FindText.Cut(FindText.Address(token.TrimStart('@'))))];

    /// <summary>A whole number as it is stored; of one that is still being typed, what cannot be wrong: no trunk prefix, no plus.</summary>
    private static Needle OfNumber(string number, string country)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit)).TrimStart('0');
        if (country is "RU" or "KZ" && digits.Length is > 3 and < 11 && digits[0] == '8')
        {
            digits = digits[1..];
        }

        // Nine digits may be a whole Polish number and the middle of a Russian one.
        return PhoneNumber.TryE164(number, country) is { } e164 ? new Needle(e164[1..], Otherwise: digits == e164[1..] ? null : digits) : new Needle(digits);
    }

    // Three digits and more, with what people write between them, but not the digits of a word ("b612") or of an address.
    [GeneratedRegex(@"(?<![\p{L}\d@._+-])(\+|\()?(?>\d[\d\s().\/-]*\d)(?![\p{L}@._-]*[\p{L}@])")]
    private static partial Regex Number();
}

/// <summary>A beginning of keys of these kinds.</summary>
internal sealed record Reading(IReadOnlyList<FoundBy> By, string Text)
{
    public static IReadOnlyList<FoundBy> Names { get; } = [FoundBy.Name, FoundBy.Town];

    public static IReadOnlyList<FoundBy> Sounds { get; } = [FoundBy.Sound];

    // Which keys may begin like digits, like letters, or like neither; of the others none can, and to look there would cost a question.
    public static IReadOnlyList<FoundBy> Numbers { get; } = [FoundBy.Name, FoundBy.Phone, FoundBy.Email, FoundBy.Town];
    public static IReadOnlyList<FoundBy> Words { get; } = [FoundBy.Name, FoundBy.Email, FoundBy.Town];
    public static IReadOnlyList<FoundBy> Addresses { get; } = [FoundBy.Email];

    /// <summary>A word of a name or a town, spelled or heard: its key says all the other words of them too.</summary>
    public bool IsName => By == Names || By == Sounds;
}
