namespace CrmLive.Core.Roster.Import;

internal enum FileContent { Workbook, Text }

/// <summary>What an uploaded file is, told by its first bytes; half of all "Excel files" that fail are something else under that name.</summary>
internal static class FileContents
{
    public const int MostBytes = ImportLimits.MostMebibytes * 1024 * 1024;

    /// <summary>Throws <see cref="ImportFault"/> with what to do instead.</summary>
    public static FileContent Of(byte[] file)
    {
        if (file.Length > MostBytes)
        {
            throw new ImportFault("FileTooLarge", ImportLimits.MostMebibytes);
        }

        return file switch
        {
            [] => throw new ImportFault("FileEmpty"),
            [(byte)'P', (byte)'K', 3, 4, ..] => FileContent.Workbook,
            // The container of .xls, and of an .xlsx that is locked with a password.
            [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new ImportFault("OldExcel"),
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => throw new ImportFault("NotATable"),
            _ => OfText(file),
        };
    }

    private static FileContent OfText(byte[] file)
    {
        var encoding = TextEncodings.Guess(file);
        var head = TextEncodings.Of(encoding).GetString(file, 0, Math.Min(file.Length, 4096)).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return head switch
        {
            "" when file.Length <= 4096 => throw new ImportFault("FileEmpty"),
            ['<', ..] => throw new ImportFault("WebPage"),
            // Somebody's list may have a stray one in it; a picture or a program has them everywhere.
            _ when head.Count(ch => char.IsControl(ch) && ch is not ('\r' or '\n' or '\t')) * 20 > head.Length => throw new ImportFault("NotATable"),
            _ => FileContent.Text,
        };
    }
}
