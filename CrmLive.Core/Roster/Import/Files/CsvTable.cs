using CsvHelper;

namespace CrmLive.Core.Roster.Import;

/// <summary>Rows out of a CSV, one at a time.</summary>
internal static class CsvTable
{
    // Thirty of the longest cells a spreadsheet knows. What is longer was opened by a quotation mark that nobody closed.
    private const int LongestRow = 1 << 20;

    /// <summary>Throws <see cref="ImportFault"/>.</summary>
    public static IEnumerable<TableRow> Rows(byte[] file, TextCode code, string separator)
    {
        var (number, open) = (0, false);
        using var csv = CsvReader.Create(Open(file, code), new CsvReaderOptions
        {
            Separator = separator[0],
            HasHeader = false,
            // An empty line is a row to whoever counts them in a spreadsheet.
            SkipEmptyLines = false,
            MaxRecordSize = LongestRow,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => open |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        });
        while (Read(csv, number + 1))
        {
            number++;
            if (open)
            {
                throw new ImportFault("QuoteOpen", number);
            }

            var cells = new string[csv.FieldCount];
            for (var at = 0; at < cells.Length; at++)
            {
                cells[at] = Unwrapped(csv.GetString(at));
            }

            if (number > 1 || cells is not [var said, ..] || !said.StartsWith(Separators.Said, StringComparison.OrdinalIgnoreCase))
            {
                yield return new TableRow(number, cells);
            }
        }
    }

    public static StreamReader Open(byte[] file, TextCode code) =>
        new(new MemoryStream(file, writable: false), TextEncodings.Of(code), detectEncodingFromByteOrderMarks: true);

    private static bool Read(CsvReader csv, int number)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException)
        {
            throw new ImportFault("QuoteOpen", number);
        }
    }

    /// <summary>="0048…" is how people make Excel keep the zeros: what stands between the marks is meant.</summary>
    private static string Unwrapped(string cell) => cell is ['=', '"', .. var inner, '"'] ? inner : cell;
}
