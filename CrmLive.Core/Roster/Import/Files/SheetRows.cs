using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace CrmLive.Core.Roster.Import;

/// <summary>The rows of one sheet, as texts; one row is in memory at a time.</summary>
internal sealed partial class SheetRows(ZipArchive workbook, string part)
{
    /// <summary>What stands for a formula that nobody has calculated yet, beside Excel's own words for a failed one.</summary>
    public const string NotCalculated = "#CALC!";

    private const int MostColumns = 200;

    private readonly IReadOnlyList<string> _texts = SharedTexts.Of(workbook);
    private readonly IReadOnlySet<int> _days = DateStyles.Of(workbook);
    private readonly bool _from1904 = SheetXml.Each(workbook.Open("xl/workbook.xml"), "workbookPr").Any(p => p.GetAttribute("date1904") is "1" or "true");
    private readonly StringBuilder _value = new();
    private List<string> _cells = [];
    private (int Column, string Type, int Style, bool Formula, bool Filled) _cell;

    public IEnumerable<TableRow> Read()
    {
        var (number, inValue) = (0, false);
        using var xml = workbook.Open(part);
        while (xml?.Read() == true)
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "row"):
                    number = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var said) ? said : number + 1;
                    (_cells, _cell) = ([], (-1, "", 0, false, false));
                    break;
                case (XmlNodeType.Element, "c"):
                    Begin(xml);
                    break;
                case (XmlNodeType.Element, "f"):
                    _cell.Formula = true;
                    break;
                case (XmlNodeType.Element or XmlNodeType.EndElement, "v" or "t"):
                    inValue = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                    _cell.Filled |= inValue;
                    break;
                case (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace, _) when inValue:
                    _value.Append(xml.Value);
                    break;
                case (XmlNodeType.EndElement, "c"):
                    End();
                    break;
                case (XmlNodeType.EndElement, "row"):
                    yield return new TableRow(number, _cells);
                    break;
                case (XmlNodeType.EndElement, "sheetData"):
                    yield break;
            }
        }
    }

    private void Begin(XmlReader xml)
    {
        _value.Clear();
        var column = xml.GetAttribute("r") is { } at ? ColumnOf(at) : _cell.Column + 1;
        _cell = (column, xml.GetAttribute("t") ?? "n", int.TryParse(xml.GetAttribute("s"), CultureInfo.InvariantCulture, out var style) ? style : 0, false, false);
    }

    private void End()
    {
        var text = _cell.Formula && !_cell.Filled ? NotCalculated : Text(_value.ToString());
        if (text.Length == 0)
        {
            return;
        }

        if (_cell.Column >= MostColumns)
        {
            throw new ImportFault("TooManyColumns", MostColumns);
        }

        while (_cells.Count <= _cell.Column)
        {
            _cells.Add("");
        }

        _cells[_cell.Column] = text;
    }

    private string Text(string value) => _cell.Type switch
    {
        "s" => int.TryParse(value, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < _texts.Count ? Unescaped(_texts[at]) : "",
        "b" => value == "1" ? "true" : "false",
        "n" when double.TryParse(value, CultureInfo.InvariantCulture, out var number) => _days.Contains(_cell.Style) ? Day(number) : number.ToString("0.############", CultureInfo.InvariantCulture),
        _ => Unescaped(value),
    };

    private string Day(double number)
    {
        var days = number + (_from1904 ? 1462 : 0);
        if (days is < 0 or > 2_958_465)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var moment = DateTime.FromOADate(days);
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>"B7" is the second column.</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = column * 26 + (letter - 'A' + 1);
        }

        return column - 1;
    }

    /// <summary>What XML has no place for, Excel writes as _x000D_.</summary>
    private static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escape();
}
