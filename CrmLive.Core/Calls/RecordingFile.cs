namespace CrmLive.Core.Calls;

/// <summary>A recording on the disk. The exchange names the file, so the name is not to be trusted: nothing outside the folder, and nothing that is not sound, is ever handed out.</summary>
/// <param name="ContentType">By what the file holds, not by what it is called.</param>
public sealed record RecordingFile(string Path, string ContentType)
{
    private const int Head = 12;

    /// <summary>Null when there is no such recording.</summary>
    public static RecordingFile? Find(string folder, string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var root = System.IO.Path.GetFullPath(folder) + System.IO.Path.DirectorySeparatorChar;
        var path = System.IO.Path.GetFullPath(name.Replace('\\', '/'), root);
        return path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path) && !LeadsAway(root, path) && ContentTypeOf(path) is { } type
            ? new RecordingFile(path, type)
            : null;
    }

    // The folder itself may be a link to the exchange's; below it a link could lead anywhere.
    private static bool LeadsAway(string root, string path)
    {
        for (var part = path; part.Length > root.Length; part = System.IO.Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? ContentTypeOf(string path)
    {
        Span<byte> head = stackalloc byte[Head];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, Head, throwOnEndOfStream: false)];
        return head switch
        {
            _ when head.StartsWith("RIFF"u8) && head.EndsWith("WAVE"u8) => "audio/wav",
            _ when head.StartsWith("OggS"u8) => "audio/ogg",
            _ when head.StartsWith("ID3"u8) || head is [0xFF, >= 0xE0, ..] => "audio/mpeg",
            _ => null,
        };
    }
}
