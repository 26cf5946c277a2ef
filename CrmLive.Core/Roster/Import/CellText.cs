using System.Globalization;
using System.Text;

namespace CrmLive.Core.Roster.Import;

/// <summary>What a cell says without what nobody can see: control characters, marks of direction, halves of characters, spaces on end.</summary>
internal static class CellText
{
    private static readonly HashSet<string> Nothing = new(["-", "--", "–", "—", "?", ".", "brak", "nie ma", "none", "null", "n/a", "нет", "не указан"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Failed = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", SheetRows.NotCalculated];

    /// <summary>Null when nothing is said.</summary>
    public static string? Line(string cell) => Of(cell, keepLines: false);

    /// <summary>With its lines.</summary>
    public static string? Lines(string cell) => Of(cell, keepLines: true);

    /// <summary>"-" and "brak" in a column of numbers mean that there is none.</summary>
    public static bool MeansNothing(string cell) => Nothing.Contains(cell);

    public static bool IsFailedFormula(string cell) => cell is ['#', ..] && Failed.Contains(cell.Trim());

    private static string? Of(string cell, bool keepLines)
    {
        var text = new StringBuilder(cell.Length);
        foreach (var rune in cell.EnumerateRunes())
        {
            var space = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (keepLines && rune.Value == '\n')
            {
                text.Append('\n');
            }
            else if (space && text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(' ');
            }
            else if (!space && rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            {
                text.Append(rune);
            }
        }

        return text.ToString().Trim() is { Length: > 0 } said ? said : null;
    }
}
