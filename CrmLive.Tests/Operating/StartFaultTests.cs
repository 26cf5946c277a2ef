using CrmLive.Core.Data;
using CrmLive.Tests.Lab;
using Microsoft.Data.Sqlite;

namespace CrmLive.Tests.Operating;

/// <summary>The real process on a database it cannot use: one sentence, exit code 1, and nothing damaged.</summary>
[Trait("Feature", "P19")]
[Trait("Feature", "P21")]
public sealed class StartFaultTests
{
    [Fact]
    public async Task A_database_locked_by_another_program()
    {
        using var folder = await OfficeAsync();
        await ExecuteAsync(folder, "PRAGMA journal_mode = DELETE");
        var before = await File.ReadAllBytesAsync(folder.DatabaseFile);
        await using (var other = await OpenAsync(folder))
        await using (var hold = other.CreateCommand())
        {
            hold.CommandText = "BEGIN EXCLUSIVE";
            await hold.ExecuteNonQueryAsync();
            // Not read here while it is held: closing the file would give the lock away, which belongs to the whole process.
            var (code, _, error) = await HostProcess.RunAsync(folder.Path, [], "Data:BusySeconds=1");
            Assert.Equal(1, code);
            Assert.Contains("is locked by another program", OneSentence(error), StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(folder.DatabaseFile));
    }

    [Fact]
    public async Task A_database_of_a_newer_version()
    {
        using var folder = await OfficeAsync();
        await ExecuteAsync(folder, """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0.0')""");
        await RefusesAsync(folder, "made by a newer CrmLive");
    }

    [Fact]
    public async Task A_database_file_that_is_missing()
    {
        using var folder = await OfficeAsync();
        File.Move(folder.DatabaseFile, folder["elsewhere"]);
        await RefusesAsync(folder, "is missing although this folder has held an office");
        Assert.False(File.Exists(folder.DatabaseFile));
    }

    [Fact]
    public async Task A_database_file_that_is_empty()
    {
        using var folder = await OfficeAsync();
        await File.WriteAllBytesAsync(folder.DatabaseFile, []);
        await RefusesAsync(folder, "is empty although this folder has held an office");
    }

    /// <summary>EF keeps others away by a row of its own, and waits for ever for one whose owner was killed.</summary>
    [Fact]
    public async Task A_start_killed_over_its_migrations_is_taken_up_again()
    {
        using var folder = new Folder();
        await ExecuteAsync(folder, """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-22 10:00:00');
            """);
        await PrepareAsync(folder).WaitAsync(Eventually.Patience);
        Assert.Equal("wal", await ScalarAsync(folder, "PRAGMA journal_mode"));
        Assert.Equal(1L, await ScalarAsync(folder, """SELECT count(*) FROM sqlite_master WHERE name = 'Clients'"""));
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder.DatabaseFile, string.Concat(Enumerable.Repeat("These are somebody's notes. ", 200)));
        await RefusesAsync(folder, "is damaged or not a CrmLive database");
    }

    [SkippableFact]
    public async Task A_disk_that_is_full()
    {
        using var folder = new Folder();
        await using var disk = await SmallDisk.MountAsync(folder.Path, kilobytes: 96);
        await RefusesAsync(folder, "is full");
    }

    [Fact]
    public async Task A_folder_that_another_CrmLive_runs_on()
    {
        using var folder = await OfficeAsync();
        await using var held = new FileStream(folder["crmlive.lock"], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        await RefusesAsync(folder, "is in use by another CrmLive");
    }

    [Fact]
    public async Task A_PostgreSQL_that_does_not_answer()
    {
        using var folder = new Folder();
        var (code, _, error) = await HostProcess.RunAsync(folder.Path, [], $"Data:Postgres=Host=127.0.0.1;Port={FreePort.Tcp()};Username=nobody;Timeout=2");
        Assert.Equal(1, code);
        Assert.Contains("PostgreSQL cannot be used", OneSentence(error), StringComparison.Ordinal);
    }

    private static async Task RefusesAsync(Folder folder, string because)
    {
        var before = File.Exists(folder.DatabaseFile) ? await File.ReadAllBytesAsync(folder.DatabaseFile) : null;
        var (code, _, error) = await HostProcess.RunAsync(folder.Path, []);

        Assert.Equal(1, code);
        Assert.Contains(because, OneSentence(error), StringComparison.Ordinal);
        if (before is not null)
        {
            var after = await File.ReadAllBytesAsync(folder.DatabaseFile);
            Assert.True(before.AsSpan().SequenceEqual(after), "not a byte of the database changed");
        }
    }

    private static string OneSentence(string error)
    {
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("CrmLive cannot start. ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        return line;
    }

    /// <summary>A folder in which an office has run.</summary>
    private static async Task<Folder> OfficeAsync()
    {
        var folder = new Folder();
        await PrepareAsync(folder);
        await ExecuteAsync(folder, "PRAGMA wal_checkpoint(TRUNCATE)");
        return folder;
    }

    private static async Task PrepareAsync(Folder folder)
    {
        await using var bus = new Core.Live.InProcessLiveBus();
        await using var crm = new CrmDb(
            new DataOptions { Folder = folder.Path }, bus, new(new Core.Common.OfficeTime(TimeZoneInfo.Utc)), TimeProvider.System);
        using var start = new DatabaseStart(crm);
        await start.PrepareAsync(default);
    }

    private static async Task ExecuteAsync(Folder folder, string sql) => await ScalarAsync(folder, sql);

    private static async Task<object?> ScalarAsync(Folder folder, string sql)
    {
        await using var connection = await OpenAsync(folder);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private static async Task<SqliteConnection> OpenAsync(Folder folder)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.DatabaseFile, Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }
}
