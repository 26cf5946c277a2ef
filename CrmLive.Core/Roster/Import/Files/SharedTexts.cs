using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CrmLive.Core.Roster.Import;

/// <summary>Texts of a workbook that stand in one place and are named by their number in the cells.</summary>
internal static class SharedTexts
{
    public static IReadOnlyList<string> Of(ZipArchive workbook)
    {
        var (texts, text, phonetic, inText) = (new List<string>(), new StringBuilder(), false, false);
        using var xml = workbook.Open("xl/sharedStrings.xml");
        while (xml?.Read() == true)
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "si"):
                    text.Clear();
                    if (xml.IsEmptyElement)
                    {
                        texts.Add("");
                    }

                    break;
                case (XmlNodeType.Element or XmlNodeType.EndElement, "rPh"):
                    // How a Japanese name is read stands beside the name itself.
                    phonetic = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                    break;
                case (XmlNodeType.Element or XmlNodeType.EndElement, "t"):
                    inText = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement && !phonetic;
                    break;
                case (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace, _) when inText:
                    text.Append(xml.Value);
                    break;
                case (XmlNodeType.EndElement, "si"):
                    texts.Add(text.ToString());
                    break;
            }
        }

        return texts;
    }
}
