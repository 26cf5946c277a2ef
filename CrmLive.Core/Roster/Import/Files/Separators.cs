namespace CrmLive.Core.Roster.Import;

/// <summary>What parts the cells of a CSV.</summary>
public static class Separators
{
    /// <summary>Excel's own way of naming it, on a line before the table.</summary>
    internal const string Said = "sep=";

    private const int Lines = 20;

    public static IReadOnlyList<string> All { get; } = [";", ",", "\t", "|"];

    /// <summary>The one that stands equally often in the first lines; of two such the one that stands oftener.</summary>
    internal static string Guess(TextReader text)
    {
        var lines = new List<string>();
        while (lines.Count < Lines && text.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        if (lines is [{ Length: 5 } first, ..] && first.StartsWith(Said, StringComparison.OrdinalIgnoreCase) && All.Contains(first[4..]))
        {
            return first[4..];
        }

        return lines.Count == 0 ? All[0] : All.MaxBy(separator =>
        {
            var inHead = Outside(lines[0], separator[0]);
            return inHead == 0 ? 0 : lines.Count(line => Outside(line, separator[0]) == inHead) * 1_000 + inHead;
        })!;
    }

    /// <summary>Within quotation marks it is part of a text.</summary>
    private static int Outside(string line, char separator)
    {
        var (quoted, count) = (false, 0);
        foreach (var ch in line)
        {
            quoted ^= ch == '"';
            count += !quoted && ch == separator ? 1 : 0;
        }

        return count;
    }
}
