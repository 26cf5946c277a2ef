using System.IO.Compression;
using System.Text;

namespace CrmLive.Core.Documents;

/// <summary>What a file is, told by its content and never by its name or by what the sender says of it: HTML called .pdf must not get in (OWASP, File Upload).</summary>
public sealed record DocumentContent(string ContentType, string Extension)
{
    private const int HeadLength = 4096;

    // Nobody's letter has more parts; a file that says so is made to fill memory.
    private const int MostParts = 5000;

    private static readonly (byte[] Start, int At, DocumentContent Content)[] Known =
    [
        ("%PDF-"u8.ToArray(), 0, new("application/pdf", ".pdf")),
        ([0xFF, 0xD8, 0xFF], 0, new("image/jpeg", ".jpg")),
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], 0, new("image/png", ".png")),
        ("WEBP"u8.ToArray(), 8, new("image/webp", ".webp")),
        ("ftypheic"u8.ToArray(), 4, new("image/heic", ".heic")),
        ("ftypmif1"u8.ToArray(), 4, new("image/heic", ".heic")),
        ([(byte)'I', (byte)'I', 0x2A, 0x00], 0, new("image/tiff", ".tif")),
        ([(byte)'M', (byte)'M', 0x00, 0x2A], 0, new("image/tiff", ".tif")),
    ];

    /// <summary>Null for what an office has no use for: programs, archives, web pages, drawings with scripts, documents with macros.</summary>
    /// <param name="file">Read from its beginning; where it stands afterwards is not said.</param>
    public static async Task<DocumentContent?> OfAsync(Stream file, CancellationToken ct)
    {
        var head = new byte[HeadLength];
        file.Position = 0;
        var length = await file.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, ct);
        head = head[..length];
        if (Known.FirstOrDefault(known => head.AsSpan(Math.Min(known.At, length)).StartsWith(known.Start)) is { Content: { } content })
        {
            return content;
        }

        return head.AsSpan().StartsWith("PK\u0003\u0004"u8) ? OfParts(file) : OfText(head);
    }

    // Only the names of the parts are read: nothing is unpacked, so a bomb stays shut.
    private static DocumentContent? OfParts(Stream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts || zip.Entries.Any(part => part.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            bool Has(string name) => zip.GetEntry(name) is not null;
            return Has("[Content_Types].xml") && Has("word/document.xml") ? new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
                : Has("[Content_Types].xml") && Has("xl/workbook.xml") ? new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
                : zip.GetEntry("mimetype") is { Length: < 100 } kind ? OfOpenDocument(kind)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static DocumentContent? OfOpenDocument(ZipArchiveEntry kind)
    {
        using var reader = new StreamReader(kind.Open(), Encoding.ASCII);
        return reader.ReadToEnd() switch
        {
            "application/vnd.oasis.opendocument.text" => new("application/vnd.oasis.opendocument.text", ".odt"),
            "application/vnd.oasis.opendocument.spreadsheet" => new("application/vnd.oasis.opendocument.spreadsheet", ".ods"),
            _ => null,
        };
    }

    // A text has no control characters but the usual ones, and does not begin as markup would.
    private static DocumentContent? OfText(byte[] head)
    {
        // The last characters may be cut in two by the end of the head.
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').TrimEnd('\uFFFD');
        return text.Length == 0 || text[0] == '<' || text.Any(ch => ch == '\uFFFD' || (char.IsControl(ch) && ch is not ('\r' or '\n' or '\t' or '\f')))
            ? null
            : new("text/plain", ".txt");
    }
}
