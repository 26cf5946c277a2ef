using System.IO.Compression;
using Npgsql;

namespace CrmLive.Core.Data;

/// <summary>Puts a backup where there is no office yet. It never writes over one: to go back, move the old folder away or name an empty database.</summary>
public sealed class OfficeRestore(DataOptions options)
{
    /// <summary>Throws <see cref="DataFault"/>, having left everything as it was.</summary>
    public async Task ReadAsync(string file, CancellationToken ct)
    {
        await RefuseOverAnOfficeAsync(ct);
        var folder = Path.GetFullPath(options.Folder);
        Directory.CreateDirectory(folder);
        var draft = Directory.CreateDirectory(Path.Combine(folder, $"restoring-{Guid.NewGuid():N}"));
        try
        {
            await using (var zip = await ZipFile.OpenReadAsync(file, ct))
            {
                RefuseAnotherKind(zip);
                // Refuses by itself an entry that would land outside the folder.
                await zip.ExtractToDirectoryAsync(draft.FullName, ct);
            }

            await PutAsync(draft.FullName, ct);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new DataFault($"{Path.GetFullPath(file)} could not be restored: {e.Message}", e);
        }
        finally
        {
            draft.Delete(recursive: true);
        }
    }

    private async Task RefuseOverAnOfficeAsync(CancellationToken ct)
    {
        var folder = Path.GetFullPath(options.Folder);
        if (File.Exists(options.DatabaseFile) || Holds(options.KeysFolder))
        {
            throw new DataFault($"{folder} holds an office already, which is never overwritten; move it away, or set Data:Folder to a new one.");
        }

        if (options.Kind == DatabaseKind.Postgres && await HasTablesAsync(ct))
        {
            throw new DataFault("The database of Data:Postgres is not empty, and is never overwritten; create an empty one and name it there.");
        }
    }

    private void RefuseAnotherKind(ZipArchive zip)
    {
        var entry = options.Kind == DatabaseKind.Postgres ? OfficeBackup.PostgresEntry : OfficeBackup.SqliteEntry;
        if (zip.GetEntry(entry) is null)
        {
            throw new DataFault($"This is no backup of an office on {(options.Kind == DatabaseKind.Postgres ? "PostgreSQL" : "SQLite")}; check the file, and Data:Postgres in the settings.");
        }
    }

    // The database comes last: until it is there, a start finds no office rather than half of one.
    private async Task PutAsync(string draft, CancellationToken ct)
    {
        foreach (var part in (string[])[OfficeBackup.KeysFolder, OfficeBackup.DocumentsFolder, OfficeBackup.RecordingsFolder])
        {
            var from = Path.Combine(draft, part.TrimEnd('/'));
            var to = Path.Combine(options.Folder, part.TrimEnd('/'));
            if (!Directory.Exists(from))
            {
                continue;
            }

            if (Directory.Exists(to) && !Holds(to))
            {
                Directory.Delete(to, recursive: true);
            }

            Directory.Move(from, to);
        }

        if (options.Kind == DatabaseKind.Postgres)
        {
            await PostgresTool.RestoreAsync(options.Postgres!, Path.Combine(draft, OfficeBackup.PostgresEntry), ct);
        }
        else
        {
            File.Move(Path.Combine(draft, OfficeBackup.SqliteEntry), options.DatabaseFile);
        }
    }

    private static bool Holds(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();

    private async Task<bool> HasTablesAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(options.Postgres);
            await connection.OpenAsync(ct);
            await using var query = new NpgsqlCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", connection);
            return (long)(await query.ExecuteScalarAsync(ct))! > 0;
        }
        catch (NpgsqlException e)
        {
            throw new DataFault($"PostgreSQL cannot be used: {e.Message} Check Data:Postgres in the settings.", e);
        }
    }
}
