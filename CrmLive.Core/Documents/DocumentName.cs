using System.Globalization;
using System.Text;

namespace CrmLive.Core.Documents;

/// <summary>The name a file is shown and saved under: what the sender called it, without what could lead anywhere or pretend to be something else.</summary>
public static class DocumentName
{
    private const int Longest = 150;

    public static string Of(string sent, DocumentContent content)
    {
        var name = sent.Replace('\\', '/');
        name = name[(name.LastIndexOf('/') + 1)..].Normalize(NormalizationForm.FormC);
        name = string.Concat(name.Where(ch => !IsTreacherous(ch))).Trim(' ', '.');
        var bare = Path.GetFileNameWithoutExtension(name);
        if (bare.Length == 0) bare = "document";
        if (bare.Length > Longest) bare = bare[..Longest].TrimEnd();
        // The extension is that of the content: contract.pdf.exe is neither.
        return IsKindOf(Path.GetExtension(name), content) ? bare + Path.GetExtension(name) : bare + content.Extension;
    }

    // Right-to-left marks turn "fdp.exe" round on the screen; the others are forbidden in names somewhere.
    private static bool IsTreacherous(char ch) =>
        char.IsControl(ch) || char.GetUnicodeCategory(ch) is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse || ch is '<' or '>' or ':' or '"' or '|' or '?' or '*';

    private static bool IsKindOf(string extension, DocumentContent content) =>
        extension.Equals(content.Extension, StringComparison.OrdinalIgnoreCase) || content.Extension switch
        {
            ".jpg" => extension.Equals(".jpeg", StringComparison.OrdinalIgnoreCase),
            ".tif" => extension.Equals(".tiff", StringComparison.OrdinalIgnoreCase),
            ".heic" => extension.Equals(".heif", StringComparison.OrdinalIgnoreCase),
            ".txt" => extension.Equals(".csv", StringComparison.OrdinalIgnoreCase) || extension.Equals(".md", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
}
