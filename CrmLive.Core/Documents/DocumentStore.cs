using System.Security.Cryptography;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Documents;

/// <summary>Files of clients and brokers: outside the web root, under names nobody can guess and no server would run.</summary>
/// <param name="scan">Null, as in a test: nobody is asked.</param>
public sealed partial class DocumentStore(DataOptions options, VirusScan? scan = null, ILogger<DocumentStore>? log = null)
{
    /// <summary>Beside its name: the scanner has not seen it yet, so it is given to nobody.</summary>
    private const string Held = ".held";

    public const int MostBytes = 25 * 1024 * 1024;

    /// <summary>Keeps the file on the disk, or says why not: <c>Empty</c>, <c>TooLarge</c>, <c>UnknownKind</c>, <c>Infected</c>, <c>Unscanned</c>. What is not kept leaves nothing behind.</summary>
    public async Task<(StoredDocument? Stored, Problem? Problem)> KeepAsync(string name, Stream content, CancellationToken ct)
    {
        var storedAs = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = PathOf(storedAs);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".draft";
        try
        {
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                if (!await CopyAsync(content, file, ct)) return (null, new Problem("File", "TooLarge"));
                if (file.Length == 0) return (null, new Problem("File", "Empty"));
                if (await DocumentContent.OfAsync(file, ct) is not { } kind) return (null, new Problem("File", "UnknownKind"));

                var scanned = scan is null ? Scanned.Clean : await scan.AskAsync(file, ct);
                if (scanned.Infection is { } infection)
                {
                    if (log is not null) Infected(log, infection);
                    return (null, new Problem("File", "Infected", infection));
                }

                if (!scanned.Answered && scan!.WhenDown == WithoutScan.Refuse) return (null, new Problem("File", "Unscanned"));

                // On the disk before the row that speaks of it: a power cut must not leave a row without its file.
                file.Flush(flushToDisk: true);
                var stored = new StoredDocument(storedAs, DocumentName.Of(name, kind), kind.ContentType, file.Length);
                file.Close();
                File.Move(draft, scanned.Answered ? path : path + Held);
                return (stored, null);
            }
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Null when the file is gone, as after a restore without it, or when it waits for the scanner.</summary>
    public string? Find(string storedAs) => PathOf(storedAs) is var path && File.Exists(path) ? path : null;

    /// <summary>Whether it waits for the scanner.</summary>
    public bool IsHeld(string storedAs) => File.Exists(PathOf(storedAs) + Held);

    public void Forget(string storedAs)
    {
        File.Delete(PathOf(storedAs));
        File.Delete(PathOf(storedAs) + Held);
    }

    /// <summary>Names of the files that wait for the scanner.</summary>
    public IReadOnlyList<string> HeldFiles() => Directory.Exists(options.DocumentsFolder)
        ? [.. Directory.EnumerateFiles(options.DocumentsFolder, "*" + Held, SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path))]
        : [];

    /// <summary>Shows one that waits to the scanner again. What was infected is gone afterwards; false when there was still no answer.</summary>
    public async Task<bool> LookAgainAsync(string storedAs, CancellationToken ct)
    {
        var held = PathOf(storedAs) + Held;
        Scanned scanned;
        await using (var file = File.OpenRead(held))
        {
            scanned = await scan!.AskAsync(file, ct);
        }

        if (scanned.Infection is { } infection)
        {
            if (log is not null) Infected(log, infection);
            File.Delete(held);
        }
        else if (scanned.Answered)
        {
            File.Move(held, PathOf(storedAs));
        }

        return scanned.Answered;
    }

    // Two letters a folder, so that none of them grows into the ten thousands.
    private string PathOf(string storedAs) => Path.Combine(options.DocumentsFolder, storedAs[..2], storedAs);

    /// <summary>False when there is more than may be; what is over the limit is never written.</summary>
    private static async Task<bool> CopyAsync(Stream from, FileStream to, CancellationToken ct)
    {
        var buffer = new byte[81920];
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            if (to.Length + read > MostBytes) return false;
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file was refused: the virus scanner found {Infection}")]
    private static partial void Infected(ILogger log, string infection);
}

/// <param name="StoredAs">The file's name in the store: 32 random hexadecimal digits.</param>
/// <param name="Name">What people see and save it as.</param>
public sealed record StoredDocument(string StoredAs, string Name, string ContentType, long Bytes);
