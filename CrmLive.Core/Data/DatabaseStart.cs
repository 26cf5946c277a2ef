using System.Data.Common;
using CrmLive.Core.Access;
using CrmLive.Core.Data.Finding;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

/// <summary>Makes the database ready before anything else runs, or says in one sentence why it can't, having damaged nothing.</summary>
public sealed class DatabaseStart(CrmDb crm) : IDisposable
{
    private FileStream? _ours;

    private string Marker => Path.Combine(crm.Options.Folder, "office.txt");

    /// <summary>Throws <see cref="DataFault"/>.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        TakeFolder();
        try
        {
            await MigrateAsync(ct);
        }
        catch (SqliteException e)
        {
            throw new DataFault(Sentence(e), e);
        }
        catch (DbException e)
        {
            throw new DataFault($"PostgreSQL cannot be used: {e.Message} Check Data:Postgres in the settings.", e);
        }

        await File.WriteAllTextAsync(Marker, "CrmLive keeps an office here. If the database is gone, restore it from a backup; delete this file only to start anew.\n", ct);
    }

    // Two processes on one folder would each believe to be the only writer.
    private void TakeFolder()
    {
        try
        {
            Directory.CreateDirectory(crm.Options.Folder);
            Directory.CreateDirectory(crm.Options.RecordingsFolder);
            if (crm.Kind == DatabaseKind.Sqlite)
            {
                _ours = new FileStream(Path.Combine(crm.Options.Folder, "crmlive.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFault($"The folder {Path.GetFullPath(crm.Options.Folder)} cannot be written; give CrmLive the right to it or set Data:Folder.", e);
        }
        catch (IOException e)
        {
            throw new DataFault($"The folder {Path.GetFullPath(crm.Options.Folder)} is in use by another CrmLive or cannot be written ({e.Message}).", e);
        }
    }

    private async Task MigrateAsync(CancellationToken ct)
    {
        if (crm.Kind == DatabaseKind.Sqlite && File.Exists(Marker) && !File.Exists(crm.Options.DatabaseFile))
        {
            throw new DataFault($"The database {Path.GetFullPath(crm.Options.DatabaseFile)} is missing although this folder has held an office; restore it from a backup, or delete {Path.GetFileName(Marker)} to start anew.");
        }

        await using var db = crm.Open(Actor.System);
        if (crm.Kind == DatabaseKind.Postgres || File.Exists(crm.Options.DatabaseFile))
        {
            await LookAsync(db, ct);
        }

        await db.Database.MigrateAsync(ct);
        if (crm.Kind == DatabaseKind.Sqlite)
        {
            // EF sets it only on a file it makes itself: one from a backup, or begun by a start that was killed, has another mode.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        }

        await new KeyFill(crm).RunAsync(ct);
    }

    private async Task LookAsync(CrmDbContext db, CancellationToken ct)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        if (applied.Find(m => !known.Contains(m)) is { } newer)
        {
            throw new DataFault($"The database was made by a newer CrmLive (it has \"{newer}\", which this version does not know); start that version or restore an older backup.");
        }

        if (crm.Kind == DatabaseKind.Sqlite && applied.Count == 0 && File.Exists(Marker))
        {
            throw new DataFault($"The database {Path.GetFullPath(crm.Options.DatabaseFile)} is empty although this folder has held an office; restore it from a backup, or delete it and {Path.GetFileName(Marker)} to start anew.");
        }

        if (crm.Kind == DatabaseKind.Sqlite && applied.Count < known.Count)
        {
            // EF's lock is a row, and one who was killed over the migrations leaves it for ever; the folder is ours, so nobody else is at it.
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, ct);
        }
    }

    private string Sentence(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => $"The database {crm.Options.DatabaseFile} is locked by another program; close it and start again.",
        8 => $"The database {crm.Options.DatabaseFile} is read-only; give CrmLive the right to write it.",
        11 or 26 => $"{crm.Options.DatabaseFile} is damaged or not a CrmLive database; it was left as it is, restore it from a backup.",
        13 => $"The disk of {Path.GetFullPath(crm.Options.Folder)} is full; free some room and start again.",
        14 => $"The database {crm.Options.DatabaseFile} cannot be opened; check the folder's rights.",
        _ => $"The database {crm.Options.DatabaseFile} cannot be used: {e.Message}",
    };

    public void Dispose() => _ours?.Dispose();
}
