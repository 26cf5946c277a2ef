using System.Globalization;
using CrmLive.Core.Common;

namespace CrmLive.Core.Agreements;

/// <summary>A unit as a price list has it.</summary>
public sealed record NewUnit(string Number, int Floor, int Rooms, decimal Area, decimal Price);

/// <summary>Reads units as they are copied from a spreadsheet: a line each; number, floor, rooms, square metres and price between tabs or semicolons.</summary>
public static class UnitLines
{
    public const int Most = 1000;

    /// <summary>What is wrong names its line: "Line 3".</summary>
    public static (IReadOnlyList<NewUnit> Units, IReadOnlyList<Problem> Problems) Read(string? text)
    {
        var (units, problems) = (new List<NewUnit>(), new List<Problem>());
        var lines = (text ?? "").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            if (One(lines[i]) is not { } unit)
            {
                problems.Add(new Problem($"Line {i + 1}", AgreementProblem.LineWrong));
            }
            else if (units.Exists(u => string.Equals(u.Number, unit.Number, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add(new Problem($"Line {i + 1}", AgreementProblem.NumberTwice));
            }
            else
            {
                units.Add(unit);
            }
        }

        return (units, problems);
    }

    private static NewUnit? One(string line)
    {
        var cells = line.Replace("\0", "", StringComparison.Ordinal).Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : ';', StringSplitOptions.TrimEntries);
        return cells is [{ Length: > 0 and <= 40 } number, var floor, var rooms, var area, var price, ..]
            && Amount(floor) is { } level && level == decimal.Truncate(level) && level is >= -5 and <= 200
            && Amount(rooms) is { } count && count == decimal.Truncate(count) && count is >= 0 and <= 50
            && Amount(area) is > 0 and < 100_000 and var metres
            && Amount(price, isPrice: true) is > 0 and < 1_000_000_000 and var money
                ? new NewUnit(number, (int)level, (int)count, metres, money)
                : null;
    }

    /// <summary>"1 234,50", "1,234.50" and "1234.5 zł" are what people paste; the last mark is the decimal one unless it cuts off thousands, which of two marks or in a price it does.</summary>
    private static decimal? Amount(string cell, bool isPrice = false)
    {
        var plain = new string([.. cell.Where(c => char.IsAsciiDigit(c) || c is ',' or '.' or '-')]);
        var last = plain.LastIndexOfAny([',', '.']);
        if (last >= 0)
        {
            var thousands = plain.Length - last - 1 == 3 && (isPrice || plain.Count(c => c == plain[last]) > 1);
            var whole = plain[..last].Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
            plain = thousands ? whole + plain[(last + 1)..] : $"{whole}.{plain[(last + 1)..]}";
        }

        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }
}
