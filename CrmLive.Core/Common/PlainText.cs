using System.Globalization;

namespace CrmLive.Core.Common;

/// <summary>Text from outside without what nobody can see: control characters, marks that turn the writing round, halves of characters.</summary>
public static class PlainText
{
    /// <summary>Trimmed; empty when nothing visible is left.</summary>
    public static string Of(string? text, bool keepLines = false)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Runes replace half a pair by U+FFFD, which PostgreSQL takes and no reader needs.
        var seen = text.EnumerateRunes().Where(rune => rune.Value != 0xFFFD && !(IsUnseen(rune.Value, Category(rune)) && !(keepLines && rune.Value is '\n' or '\t')));
        return string.Concat(seen).Trim();

        static UnicodeCategory Category(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune);
    }

    // Emoji of several parts are joined by U+200D, and Persian names by U+200C: those two stay.
    private static bool IsUnseen(int value, UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || (category == UnicodeCategory.Format && value is not (0x200D or 0x200C));
}
