using System.Text.RegularExpressions;
using PhoneNumbers;

namespace CrmLive.Core.Common;

/// <summary>One number, however it was spelled: the key by which a caller is known. What was typed is kept beside it, not here.</summary>
public static partial class PhoneNumber
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>E.164, or null for whatever can be nobody's number: hidden callers, extensions, short codes, other text.</summary>
    /// <param name="country">The office's country (PL, RU …), for numbers without an international prefix.</param>
    public static string? TryE164(string? raw, string country)
    {
        if (raw is null || Bare(raw) is not { } bare)
        {
            return null;
        }

        return Spellings(bare, country).Select(spelling => Parse(spelling, country)).FirstOrDefault(found => found is not null);
    }

    /// <summary>Grouped as its country groups it, with the country's code; the text itself when it is no E.164 number.</summary>
    public static string Display(string e164) =>
        TryParse(e164, null) is { } number ? Library.Format(number, PhoneNumberFormat.INTERNATIONAL) : e164;

    /// <summary>The digits with at most a leading plus; null when letters remain, as in "anonymous" or an e-mail address.</summary>
    private static string? Bare(string raw)
    {
        var text = Label().Replace(Extension().Replace(Address().Replace(raw, "$1"), ""), "");
        if (text.Length > 60 || text.Any(char.IsLetter) || text.Contains('@'))
        {
            return null;
        }

        var international = text.TrimStart(' ', '(', '\u00A0').StartsWith('+');
        var digits = PhoneNumberUtil.NormalizeDigitsOnly(international ? text.Replace("(0)", "", StringComparison.Ordinal) : text);
        return international ? "+" + digits : digits;
    }

    /// <summary>
    /// What people and exchanges leave out or add, the likeliest reading first; the first that is a real number wins. A number that
    /// fits the country's length but no known range comes last, so that numbers newer than the library's tables are still known.
    /// </summary>
    private static IEnumerable<Spelling> Spellings(string bare, string country)
    {
        if (bare.StartsWith('+') || bare.StartsWith("00", StringComparison.Ordinal))
        {
            yield return new Spelling("+" + bare.TrimStart('+', '0'), MustBeKnown: false);
            yield break;
        }

        yield return new Spelling(bare, MustBeKnown: true);
        if (country == "PL" && bare.Length == 10 && bare[0] == '0')
        {
            // Poland dropped its trunk zero in 2009; old cards and old hands still have it.
            yield return new Spelling(bare[1..], MustBeKnown: false);
        }

        if (bare.Length == 11 && bare[0] == '8')
        {
            yield return new Spelling("+7" + bare[1..], MustBeKnown: true);
        }

        if (bare.Length >= 11)
        {
            yield return new Spelling("+" + bare, MustBeKnown: bare[..2] != "48");
        }

        if (country == "PL" && bare.Length == 9)
        {
            yield return new Spelling(bare, MustBeKnown: false);
        }
    }

    private static string? Parse(Spelling spelling, string country)
    {
        if (TryParse(spelling.Text, country) is not { } number)
        {
            return null;
        }

        var good = Library.IsValidNumber(number)
            || (!spelling.MustBeKnown && Library.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE);
        // Poland's plan is closed: nine digits, though the library also calls old local lengths possible.
        good &= number.CountryCode != 48 || number.NationalNumber is >= 100_000_000 and <= 999_999_999;
        return good ? Library.Format(number, PhoneNumberFormat.E164) : null;
    }

    private static PhoneNumbers.PhoneNumber? TryParse(string text, string? country)
    {
        try
        {
            return Library.Parse(text, country);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>A caller as SIP writes one: "Anna" &lt;sip:+48600111222@trunk;user=phone&gt;.</summary>
    [GeneratedRegex("""^\s*(?:"[^"]*"\s*)?<?sips?:([^@;>]*)(?:[@;][^>]*)?>?\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"[\s,;/]*(ext|extn|wewn?|w|доб|вн|x|#)\.?[\s:=]*\d{1,6}\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^\s*(tel|telefon|phone|kom|mob|тел|моб)\s*[.:]*\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    private readonly record struct Spelling(string Text, bool MustBeKnown);
}
