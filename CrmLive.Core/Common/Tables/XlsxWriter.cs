using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CrmLive.Core.Common.Tables;

/// <summary>
/// Writes one sheet row by row into a stream; never holds more than a row. Every text is written as text, whatever it begins with:
/// a client called "=HYPERLINK(…)" is a name in Excel too, and no formula is ever written.
/// </summary>
public sealed class XlsxWriter : IAsyncDisposable
{
    // The longest text a cell of Excel takes.
    private const int LongestCell = 32_767;
    private const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly ZipArchive _archive;
    private readonly XmlWriter _rows;
    private int _row;

    private XlsxWriter(ZipArchive archive, XmlWriter rows) => (_archive, _rows) = (archive, rows);

    public static async Task<XlsxWriter> BeginAsync(Stream target, IReadOnlyList<string> heads, CancellationToken ct)
    {
        var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, text) in XlsxParts.All)
        {
            await using var part = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
            await part.WriteAsync(text.AsMemory(), ct);
        }

        var rows = XmlWriter.Create(archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new XmlWriterSettings { Async = true, CloseOutput = true, CheckCharacters = false });
        await rows.WriteStartDocumentAsync();
        await rows.WriteStartElementAsync(null, "worksheet", Sheet);
        // The head stays in sight.
        await rows.WriteRawAsync($"""<sheetViews xmlns="{Sheet}"><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        await rows.WriteStartElementAsync(null, "sheetData", Sheet);
        var writer = new XlsxWriter(archive, rows);
        await writer.RowAsync(heads, style: 2);
        return writer;
    }

    /// <summary>Texts, whole and broken numbers, days and moments (as the office's clock shows them), true and false; null is an empty cell.</summary>
    public Task AddAsync(IReadOnlyList<object?> cells) => RowAsync(cells, style: 0);

    public async ValueTask DisposeAsync()
    {
        await _rows.WriteEndElementAsync();
        await _rows.WriteEndElementAsync();
        await _rows.DisposeAsync();
        _archive.Dispose();
    }

    private async Task RowAsync(IReadOnlyList<object?> cells, int style)
    {
        await _rows.WriteStartElementAsync(null, "row", Sheet);
        await _rows.WriteAttributeStringAsync(null, "r", null, (++_row).ToString(CultureInfo.InvariantCulture));
        foreach (var cell in cells)
        {
            await CellAsync(cell, style);
        }

        await _rows.WriteEndElementAsync();
    }

    private async Task CellAsync(object? value, int style)
    {
        await _rows.WriteStartElementAsync(null, "c", Sheet);
        var (text, number, format) = value switch
        {
            null => (null, null, style),
            DateTime moment => (null, (moment - Epoch).TotalDays.ToString("R", CultureInfo.InvariantCulture), 1),
            DateOnly day => (null, (day.ToDateTime(default) - Epoch).TotalDays.ToString("R", CultureInfo.InvariantCulture), 3),
            int or long or decimal or double => (null, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), style),
            _ => (Clean(value.ToString() ?? ""), (string?)null, style),
        };
        if (format != 0)
        {
            await _rows.WriteAttributeStringAsync(null, "s", null, format.ToString(CultureInfo.InvariantCulture));
        }

        if (text is not null)
        {
            await _rows.WriteAttributeStringAsync(null, "t", null, "inlineStr");
            await _rows.WriteStartElementAsync(null, "is", Sheet);
            await _rows.WriteStartElementAsync(null, "t", Sheet);
            await _rows.WriteAttributeStringAsync("xml", "space", null, "preserve");
            await _rows.WriteStringAsync(text);
            await _rows.WriteEndElementAsync();
            await _rows.WriteEndElementAsync();
        }
        else if (number is not null)
        {
            await _rows.WriteElementStringAsync(null, "v", Sheet, number);
        }

        await _rows.WriteEndElementAsync();
    }

    /// <summary>XML has no place for most control characters, and Excel refuses the whole file for one of them.</summary>
    private static string Clean(string text)
    {
        var cut = text.Length > LongestCell ? text[..LongestCell] : text;
        return cut.All(XmlConvert.IsXmlChar) ? cut : string.Concat(cut.EnumerateRunes().Where(r => r.Value > char.MaxValue || XmlConvert.IsXmlChar((char)r.Value)));
    }
}
