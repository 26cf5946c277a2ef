using System.IO.Compression;
using System.Xml;

namespace CrmLive.Core.Roster.Import;

/// <summary>How the parts of a workbook are opened: no entity is ever resolved, so no file and no address is read by the way.</summary>
internal static class SheetXml
{
    private static readonly XmlReaderSettings Careful = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false,
    };

    public static XmlReader? Open(this ZipArchive workbook, string part) => workbook.GetEntry(part) is { } entry ? XmlReader.Create(entry.Open(), Careful) : null;

    /// <summary>Each element of that name, whatever its namespace: strict and ordinary workbooks differ in nothing else.</summary>
    public static IEnumerable<XmlReader> Each(XmlReader? xml, string element)
    {
        using (xml)
        {
            while (xml?.Read() == true)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element)
                {
                    yield return xml;
                }
            }
        }
    }
}
