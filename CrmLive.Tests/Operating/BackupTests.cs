using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Operating;

[Trait("Feature", "P21")]
public sealed class BackupTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_backup_made_while_people_write_is_the_office_as_of_one_moment(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        using var elsewhere = new Folder();
        for (var i = 0; i < 50; i++)
        {
            await office.AddClientAsync("Before", $"Number {i}", "600 111 222");
        }

        using var stop = new CancellationTokenSource();
        // On a thread of its own: SQLite's calls block theirs even when awaited.
        var writing = Task.Run(() => WriteOnAsync(office, stop.Token));
        await new OfficeBackup(office.Options, office.Clock).WriteAsync(elsewhere["office.zip"], withRecordings: false, default);
        await stop.CancelAsync();
        var written = await writing;

        await using var empty = kind == DatabaseKind.Postgres ? await PostgresLab.NewDatabaseAsync() : null;
        var restored = new DataOptions { Folder = elsewhere["restored"], Postgres = empty?.ConnectionString };
        await new OfficeRestore(restored).ReadAsync(elsewhere["office.zip"], default);
        await using var crm = new CrmDb(restored, office.Bus, office.Office, office.Clock);
        await using var db = crm.Open(Actor.System);

        var clients = await db.Set<Client>().CountAsync();
        Assert.InRange(clients, 50, 50 + written);
        // Rows, journal and totals are of one and the same moment.
        Assert.Equal(clients, await db.Set<JournalEntry>().CountAsync(e => e.Event == "client.created"));
        Assert.Empty(await new TotalsAudit(crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_restore_never_writes_over_an_office(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await office.AddClientAsync("Anna", "Nowak");
        using var elsewhere = new Folder();
        await new OfficeBackup(office.Options, office.Clock).WriteAsync(elsewhere["office.zip"], withRecordings: true, default);
        await office.AddClientAsync("Jan", "Lis");

        var refusal = await Assert.ThrowsAsync<DataFault>(() => new OfficeRestore(office.Options).ReadAsync(elsewhere["office.zip"], default));
        Assert.Contains("never overwritten", refusal.Message, StringComparison.Ordinal);
        await using var db = office.Crm.Open(Actor.System);
        Assert.Equal(2, await db.Set<Client>().CountAsync());
    }

    [Fact]
    public async Task Keys_and_recordings_come_back_where_they_were()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        Directory.CreateDirectory(office.Options.KeysFolder);
        Directory.CreateDirectory(Path.Combine(office.Options.RecordingsFolder, "2026"));
        await File.WriteAllTextAsync(Path.Combine(office.Options.KeysFolder, "key.xml"), "key");
        await File.WriteAllTextAsync(Path.Combine(office.Options.RecordingsFolder, "2026", "talk.wav"), "talk");
        using var elsewhere = new Folder();
        var backup = new OfficeBackup(office.Options, office.Clock);
        await backup.WriteAsync(elsewhere["office.zip"], withRecordings: true, default);

        await new OfficeRestore(new DataOptions { Folder = elsewhere["restored"] }).ReadAsync(elsewhere["office.zip"], default);
        Assert.Equal("key", await File.ReadAllTextAsync(elsewhere["restored/keys/key.xml"]));
        Assert.Equal("talk", await File.ReadAllTextAsync(elsewhere["restored/recordings/2026/talk.wav"]));
        Assert.Equal(["crmlive.db", "keys", "recordings"], Directory.EnumerateFileSystemEntries(elsewhere["restored"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_file_that_is_no_backup_leaves_nothing_behind()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["notes.zip"], "not a ZIP");
        await Assert.ThrowsAsync<DataFault>(() => new OfficeRestore(new DataOptions { Folder = folder["office"] }).ReadAsync(folder["notes.zip"], default));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["office"]));
    }

    private static async Task<int> WriteOnAsync(TestOffice office, CancellationToken stop)
    {
        for (var written = 0; ; written++)
        {
            if (stop.IsCancellationRequested)
            {
                return written;
            }

            await office.AddClientAsync("Meanwhile", $"Number {written}");
        }
    }
}
