namespace CrmLive.Core.Roster.Import;

/// <summary>An uploaded table of either kind, as often read from its beginning as somebody asks; never more of it than a row is unpacked at a time.</summary>
internal sealed class ImportFile(byte[] bytes)
{
    private readonly FileContent _content = FileContents.Of(bytes);

    public bool IsText => _content == FileContent.Text;

    public IReadOnlyList<string> Sheets()
    {
        if (IsText)
        {
            return [];
        }

        using var workbook = new Workbook(bytes);
        return workbook.Sheets;
    }

    /// <summary>Rows with anything in them. Throws <see cref="ImportFault"/>.</summary>
    public IEnumerable<TableRow> Rows(ImportPlan plan)
    {
        using var workbook = IsText ? null : new Workbook(bytes);
        var read = 0;
        foreach (var row in workbook?.Rows(plan.Sheet) ?? CsvTable.Rows(bytes, plan.Code, plan.Separator))
        {
            if (row.Cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (++read > ImportLimits.MostRows + 1)
            {
                throw new ImportFault("TooManyRows", ImportLimits.MostRows);
            }

            yield return row;
        }
    }

    /// <summary>Code, separator and columns as the content suggests them.</summary>
    public ImportPlan Guess(string country) => Columns(IsText ? GuessText() : new ImportPlan(), country);

    /// <summary>What the columns mean when the file is read so.</summary>
    public ImportPlan Columns(ImportPlan plan, string country)
    {
        var first = Rows(plan).Take(30).ToList();
        if (first.Count == 0)
        {
            throw new ImportFault("FileEmpty");
        }

        var (hasHeads, columns) = ColumnGuess.Of(first.ConvertAll(row => row.Cells), country);
        return plan with { HasHeads = hasHeads, Columns = columns };
    }

    private ImportPlan GuessText()
    {
        var code = TextEncodings.Guess(bytes);
        using var text = CsvTable.Open(bytes, code);
        return new ImportPlan { Code = code, Separator = Separators.Guess(text) };
    }
}
