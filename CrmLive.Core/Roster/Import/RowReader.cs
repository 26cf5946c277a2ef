using System.Text.RegularExpressions;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;

namespace CrmLive.Core.Roster.Import;

/// <summary>Reads rows by a plan. Knows the office's names but no client: what it says of a row depends on that row alone.</summary>
internal sealed partial class RowReader(ImportPlan plan, string country, ImportNames names)
{
    private static readonly char[] Parts = [',', ';', '\n'];

    private readonly ILookup<ImportField, int> _columns = plan.Columns.Select((field, at) => (field, at)).ToLookup(c => c.field, c => c.at);

    public ImportRow Read(TableRow row)
    {
        var wrong = new List<CellProblem>();
        foreach (var at in Enumerable.Range(0, row.Cells.Count).Where(at => FieldOf(at) != ImportField.Ignore && CellText.IsFailedFormula(row.Cells[at])))
        {
            wrong.Add(new CellProblem(at, "FormulaFailed", row.Cells[at]));
        }

        var (first, last) = Names(row);
        var phones = Phones(row, wrong);
        var emails = Emails(row, wrong);
        var card = new NewClient
        {
            FirstName = first, LastName = last, Company = Line(row, ImportField.Company), Town = Line(row, ImportField.Town),
            Description = Joined(row, ImportField.Description, "\n", CellText.Lines), ExternalId = Line(row, ImportField.ExternalId),
            Phone = phones.Count > 0 ? phones[0].Raw : null, Email = emails.Count > 0 ? emails[0] : null,
            AdvisorId = Named(row, ImportField.Advisor, names.Advisor, wrong) ?? plan.AdvisorId,
            SourceId = Named(row, ImportField.Source, names.Source, wrong) ?? plan.SourceId,
        };
        // A cell that is wrong is the reason; that nothing else is left of the row is only what follows.
        wrong.AddRange(card.Problems().Where(p => wrong.Count == 0 || p.Key == "TooLong").Select(p => new CellProblem(p.Key == "TooLong" ? ColumnOf(p.Field, row) : -1, p.Key, "")));
        return new ImportRow
        {
            Number = row.Number, Cells = row.Cells, Card = card, Phones = phones, Emails = emails,
            InvestmentIds = Investments(row, wrong), Problems = wrong,
        };
    }

    private ImportField FieldOf(int column) => column < plan.Columns.Count ? plan.Columns[column] : ImportField.Ignore;

    /// <summary>The cells of these columns that say something, with their columns.</summary>
    private IEnumerable<(int Column, string Text)> Cells(TableRow row, ImportField field) => _columns[field]
        .Where(at => at < row.Cells.Count && !CellText.IsFailedFormula(row.Cells[at]) && !string.IsNullOrWhiteSpace(row.Cells[at]))
        .Select(at => (at, row.Cells[at]));

    private string? Joined(TableRow row, ImportField field, string between, Func<string, string?> clean) =>
        string.Join(between, Cells(row, field).Select(cell => clean(cell.Text)).OfType<string>()) is { Length: > 0 } text ? text : null;

    private string? Line(TableRow row, ImportField field) => Joined(row, field, " ", CellText.Line) is { } text && !CellText.MeansNothing(text) ? text : null;

    private (string? First, string? Last) Names(TableRow row)
    {
        var (first, last) = (Line(row, ImportField.FirstName), Line(row, ImportField.LastName));
        if (first is null && last is null && Line(row, ImportField.FullName) is { } full)
        {
            var space = full.LastIndexOf(' ');
            return space < 0 ? (null, full) : (full[..space], full[(space + 1)..]);
        }

        if (first is null && last is null && Line(row, ImportField.LastFirst) is { } turned)
        {
            var space = turned.IndexOf(' ', StringComparison.Ordinal);
            return space < 0 ? (null, turned) : (turned[(space + 1)..], turned[..space]);
        }

        return (first, last);
    }

    private List<(string Raw, string E164)> Phones(TableRow row, List<CellProblem> wrong)
    {
        var phones = new List<(string Raw, string E164)>();
        foreach (var (column, cell) in Cells(row, ImportField.Phone))
        {
            if (Rounded().IsMatch(cell))
            {
                wrong.Add(new CellProblem(column, "PhoneRounded", cell.Trim()));
                continue;
            }

            foreach (var part in cell.Split(Parts))
            {
                // An apostrophe before a number is how people make a spreadsheet take it for a text.
                if (CellText.Line(part)?.TrimStart('\'') is not { Length: > 0 } raw || CellText.MeansNothing(raw))
                {
                    continue;
                }

                if (raw.Length <= 40 && PhoneNumber.TryE164(raw, country) is { } e164)
                {
                    phones.Add((raw, e164));
                }
                else
                {
                    wrong.Add(new CellProblem(column, "PhoneWrong", raw));
                }
            }
        }

        return [.. phones.DistinctBy(p => p.E164)];
    }

    private List<string> Emails(TableRow row, List<CellProblem> wrong)
    {
        var emails = new List<string>();
        foreach (var (column, cell) in Cells(row, ImportField.Email))
        {
            if (CellText.MeansNothing(cell.Trim()))
            {
                continue;
            }

            if (!cell.Contains('@', StringComparison.Ordinal))
            {
                wrong.Add(new CellProblem(column, "EmailWrong", cell.Trim()));
                continue;
            }

            foreach (var part in cell.Split([.. Parts, ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                var said = CellText.Line(part) ?? "";
                var address = said.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? said[7..] : said;
                if (ContactRules.IsEmail(address))
                {
                    emails.Add(address);
                }
                else if (address.Length > 0)
                {
                    wrong.Add(new CellProblem(column, "EmailWrong", address));
                }
            }
        }

        return [.. emails.DistinctBy(ClientCommands.Fold)];
    }

    private int? Named(TableRow row, ImportField field, Func<string, int?> known, List<CellProblem> wrong)
    {
        if (Line(row, field) is not { } name)
        {
            return null;
        }

        if (known(name) is { } id)
        {
            return id;
        }

        wrong.Add(new CellProblem(_columns[field].First(), $"{field}Unknown", name));
        return null;
    }

    private List<int> Investments(TableRow row, List<CellProblem> wrong)
    {
        var ids = new List<int>();
        foreach (var (column, cell) in Cells(row, ImportField.Investment))
        {
            foreach (var name in cell.Split(Parts).Select(CellText.Line).OfType<string>().Where(name => !CellText.MeansNothing(name)))
            {
                if (names.Investment(name) is { } id)
                {
                    ids.Add(id);
                }
                else
                {
                    wrong.Add(new CellProblem(column, "InvestmentUnknown", name));
                }
            }
        }

        return [.. ids.Distinct()];
    }

    /// <summary>Where the field of a card came from.</summary>
    private int ColumnOf(string field, TableRow row)
    {
        var wanted = Enum.TryParse<ImportField>(field, out var direct) ? direct : ImportField.Ignore;
        return Cells(row, wanted).Concat(Cells(row, ImportField.FullName)).Concat(Cells(row, ImportField.LastFirst)).Select(cell => cell.Column).FirstOrDefault(-1);
    }

    // 4,86001E+10: a spreadsheet has taken the number for a quantity, and its digits are lost.
    [GeneratedRegex(@"^\s*\d[.,]\d+E\+\d+\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Rounded();
}
