using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace CrmLive.Core.Data;

/// <summary>The whole office in one ZIP, made while people work: the database as of one moment, the keys, the documents, and the recordings if wanted.</summary>
public sealed class OfficeBackup(DataOptions options, TimeProvider clock)
{
    internal const string SqliteEntry = "crmlive.db";
    internal const string PostgresEntry = "crmlive.dump";
    internal const string KeysFolder = "keys/";
    internal const string DocumentsFolder = "documents/";
    internal const string RecordingsFolder = "recordings/";

    public string SuggestedName => $"crmlive-{clock.GetUtcNow():yyyyMMdd-HHmmss}.zip";

    /// <summary>The file appears under its name only when it is whole. Throws <see cref="DataFault"/>.</summary>
    public async Task WriteAsync(string file, bool withRecordings, CancellationToken ct)
    {
        var target = Path.GetFullPath(file);
        if (File.Exists(target))
        {
            throw new DataFault($"{target} exists already; a backup is never written over another.");
        }

        var folder = Directory.CreateTempSubdirectory("crmlive-backup-");
        try
        {
            var draft = target + ".draft";
            await using (var zip = await ZipFile.OpenAsync(draft, ZipArchiveMode.Create, ct))
            {
                await AddDatabaseAsync(zip, folder.FullName, ct);
                await AddFolderAsync(zip, options.KeysFolder, KeysFolder, ct);
                await AddFolderAsync(zip, options.DocumentsFolder, DocumentsFolder, ct);
                if (withRecordings)
                {
                    await AddFolderAsync(zip, options.RecordingsFolder, RecordingsFolder, ct);
                }
            }

            File.Move(draft, target);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DataFault($"The backup could not be written: {e.Message}", e);
        }
        finally
        {
            File.Delete(target + ".draft");
            folder.Delete(recursive: true);
        }
    }

    private async Task AddDatabaseAsync(ZipArchive zip, string folder, CancellationToken ct)
    {
        if (options.Kind == DatabaseKind.Postgres)
        {
            var dump = Path.Combine(folder, PostgresEntry);
            await PostgresTool.DumpAsync(options.Postgres!, dump, ct);
            await zip.CreateEntryFromFileAsync(dump, PostgresEntry, CompressionLevel.NoCompression, ct);
            return;
        }

        if (!File.Exists(options.DatabaseFile))
        {
            throw new DataFault($"There is no office in {Path.GetFullPath(options.Folder)}.");
        }

        var copy = Path.Combine(folder, SqliteEntry);
        await CopyAsync(options.DatabaseFile, copy, ct);
        await zip.CreateEntryFromFileAsync(copy, SqliteEntry, CompressionLevel.Fastest, ct);
    }

    // VACUUM INTO reads one moment and lets the writer write on; copying the files beside a running writer would tear them.
    private static async Task CopyAsync(string database, string copy, CancellationToken ct)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        await using var connection = new SqliteConnection(source.ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task AddFolderAsync(ZipArchive zip, string folder, string prefix, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = prefix + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await zip.CreateEntryFromFileAsync(file, name, CompressionLevel.Fastest, ct);
        }
    }
}
