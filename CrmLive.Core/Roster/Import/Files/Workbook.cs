using System.IO.Compression;
using System.Xml;

namespace CrmLive.Core.Roster.Import;

/// <summary>An .xlsx read row by row. Of a formula the value it had when the file was saved is read; nothing is ever calculated.</summary>
internal sealed class Workbook : IDisposable
{
    // A workbook of some kilobytes can unpack to all the memory there is; what a part says of its size is what it is let unpack to.
    private const long MostUnpacked = 400L * 1024 * 1024;
    private const long MostTexts = 100L * 1024 * 1024;
    private const int MostParts = 2_000;

    private readonly ZipArchive _zip;
    private readonly List<(string Name, string Part)> _sheets;

    public Workbook(byte[] file)
    {
        try
        {
            _zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            Check();
            _sheets = [.. Listed()];
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw new ImportFault("FileBroken");
        }

        if (_sheets.Count == 0)
        {
            throw new ImportFault("FileEmpty");
        }
    }

    /// <summary>Those one sees; hidden sheets are somebody's workshop.</summary>
    public IReadOnlyList<string> Sheets => _sheets.ConvertAll(sheet => sheet.Name);

    /// <summary>Throws <see cref="ImportFault"/>.</summary>
    public IEnumerable<TableRow> Rows(string? sheet)
    {
        var part = (_sheets.Find(s => s.Name == sheet) is { Part: not null } named ? named : _sheets[0]).Part;
        using var rows = new SheetRows(_zip, part).Read().GetEnumerator();
        while (true)
        {
            try
            {
                if (!rows.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception e) when (IsBroken(e))
            {
                throw new ImportFault("FileBroken");
            }

            yield return rows.Current;
        }
    }

    public void Dispose() => _zip.Dispose();

    private void Check()
    {
        if (_zip.Entries.Count > MostParts || _zip.Entries.Sum(e => e.Length) > MostUnpacked || _zip.GetEntry("xl/sharedStrings.xml")?.Length > MostTexts)
        {
            throw new ImportFault("UnpacksTooLarge", MostUnpacked / (1024 * 1024));
        }

        if (_zip.GetEntry("xl/workbook.xml") is null)
        {
            throw new ImportFault(_zip.GetEntry("content.xml") is not null ? "OpenDocument" : "NotATable");
        }
    }

    private IEnumerable<(string Name, string Part)> Listed()
    {
        var parts = new Dictionary<string, string>();
        foreach (var link in SheetXml.Each(_zip.Open("xl/_rels/workbook.xml.rels"), "Relationship"))
        {
            var target = link.GetAttribute("Target") ?? "";
            parts[link.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        }

        foreach (var sheet in SheetXml.Each(_zip.Open("xl/workbook.xml"), "sheet"))
        {
            var id = Enumerable.Range(0, sheet.AttributeCount).Select(sheet.GetAttribute).FirstOrDefault(value => parts.ContainsKey(value));
            if (id is not null && sheet.GetAttribute("state") is null or "visible" && _zip.GetEntry(parts[id!]) is not null)
            {
                yield return (sheet.GetAttribute("name") ?? "", parts[id!]);
            }
        }
    }

    private static bool IsBroken(Exception e) => e is InvalidDataException or XmlException or FormatException or OverflowException or IOException;
}
