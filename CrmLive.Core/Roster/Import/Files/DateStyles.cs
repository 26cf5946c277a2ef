using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;

namespace CrmLive.Core.Roster.Import;

/// <summary>Which styles of a workbook show a number as a day: in the file a date is a number and nothing else.</summary>
internal static partial class DateStyles
{
    public static IReadOnlySet<int> Of(ZipArchive workbook)
    {
        var (own, styles, at, inCells) = (new HashSet<int>(), new HashSet<int>(), 0, false);
        using var xml = workbook.Open("xl/styles.xml");
        while (xml?.Read() == true)
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "numFmt") when Shows(xml.GetAttribute("formatCode") ?? ""):
                    own.Add(Number(xml, "numFmtId"));
                    break;
                case (XmlNodeType.Element or XmlNodeType.EndElement, "cellXfs"):
                    inCells = xml.NodeType == XmlNodeType.Element;
                    break;
                case (XmlNodeType.Element, "xf") when inCells:
                    if (IsBuiltIn(Number(xml, "numFmtId")) || own.Contains(Number(xml, "numFmtId")))
                    {
                        styles.Add(at);
                    }

                    at++;
                    break;
            }
        }

        return styles;
    }

    private static int Number(XmlReader xml, string name) => int.TryParse(xml.GetAttribute(name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool IsBuiltIn(int format) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    // Words in quotation marks, colours and conditions in brackets are no days.
    private static bool Shows(string format) => Quoted().Replace(format, "").Any("dmyhDMYH".Contains);

    [GeneratedRegex("""\"[^\"]*\"|\[[^\]]*\]|\\.""")]
    private static partial Regex Quoted();
}
