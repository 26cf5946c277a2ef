using System.Globalization;
using System.Text;

namespace CrmLive.Core.Common;

/// <summary>
/// Text folded for searching: lower ASCII letters and digits, words parted by single spaces. Stored beside names because SQLite's
/// LIKE and lower() know ASCII only; what is typed is folded the same way, so "lodz" finds "Łódź" and "жуков" finds "Жуков".
/// </summary>
public static partial class SearchKey
{
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var key = new StringBuilder(text.Length + 8);
        // Composed first: "й" written as two code points must go the way of the one letter.
        var composed = Ascii.IsValid(text) ? text : WellFormed(text).Normalize(NormalizationForm.FormC);
        foreach (var rune in composed.EnumerateRunes())
        {
            Append(key, rune);
        }

        return key.ToString().TrimEnd(' ');
    }

    /// <summary>Several fields as one key; empty ones leave no gap.</summary>
    public static string Of(params ReadOnlySpan<string?> parts) => Of(string.Join(' ', parts));

    public static string[] Words(string? text) => Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether each word typed begins some word of the key; the order does not matter ("kowalski jan").</summary>
    public static bool Matches(string key, string? typed) =>
        Words(typed).All(word => key.StartsWith(word, StringComparison.Ordinal) || key.Contains(" " + word, StringComparison.Ordinal));

    /// <summary>Half a surrogate pair, which some exchanges and forms do send, makes Normalize throw.</summary>
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());

    private static void Append(StringBuilder key, Rune rune)
    {
        if (rune.Value < 128 && Rune.IsLetterOrDigit(rune))
        {
            key.Append(char.ToLowerInvariant((char)rune.Value));
            return;
        }

        var lower = Rune.ToLowerInvariant(rune);
        if (lower.Value < char.MaxValue && Letters.TryGetValue((char)lower.Value, out var latin))
        {
            key.Append(latin);
        }
        else if (!TryAppendBase(key, lower) && !IsJoiner(lower) && key.Length > 0 && key[^1] != ' ')
        {
            key.Append(' ');
        }
    }

    /// <summary>A letter with marks becomes its base letter; one of another script its code, so that it is found as typed at least.</summary>
    private static bool TryAppendBase(StringBuilder key, Rune rune)
    {
        var appended = false;
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (part.Value < 128 && Rune.IsLetterOrDigit(part))
            {
                key.Append(char.ToLowerInvariant((char)part.Value));
                appended = true;
            }
            else if (part.Value < char.MaxValue && Letters.TryGetValue((char)part.Value, out var latin))
            {
                key.Append(latin);
                appended = true;
            }
            else if (part.Value >= 128 && Rune.IsLetterOrDigit(part))
            {
                key.Append(CultureInfo.InvariantCulture, $"u{part.Value:x}");
                appended = true;
            }
        }

        return appended;
    }

    /// <summary>Marks and apostrophes part no words: "O'Neill" is found as "oneill", "Мар'яна" as "mariana".</summary>
    private static bool IsJoiner(Rune rune) =>
        rune.Value is '\'' or '\u2019' or '\u02BC' or '\u00AD' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;
}
