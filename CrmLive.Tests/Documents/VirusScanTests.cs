using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Journal;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using CrmLive.Tests.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Documents;

/// <summary>Every file from outside passes the scanner, whichever way it comes in.</summary>
[Trait("Feature", "B16")]
public sealed class VirusScanTests
{
    [Fact]
    public async Task A_clean_file_is_seen_whole_by_the_scanner_and_kept()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var clamd = new UnrulyClamd();
        byte[] scan = [.. "%PDF-1.7"u8, .. new byte[200_000], 7];
        var (stored, problem) = await Store(office, clamd.Options).KeepAsync("a.pdf", new MemoryStream(scan), default);
        Assert.Null(problem);
        Assert.NotNull(Store(office, clamd.Options).Find(stored!.StoredAs));
        Assert.Equal(scan, clamd.Seen);
    }

    [Fact]
    public async Task An_infected_file_is_refused_by_its_name_leaves_nothing_behind_and_stands_in_the_journal()
    {
        await using var desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);
        await using var clamd = new UnrulyClamd { Answer = "stream: Win.Test.EICAR_HDB-1 FOUND" };
        var store = Store(desk.Office, clamd.Options);
        var intake = new SubmissionIntake(desk.Office.Crm, desk.Numbers, store);
        await using var db = desk.Office.Crm.Open(Actor.System);
        (await db.Set<BrokerForm>().SingleAsync()).TakesDocuments = true;
        await db.SaveChangesAsync();

        var refused = await intake.TakeAsync(Actor.Nobody, desk.Jan with { Documents = [new("umowa.pdf", new MemoryStream("%PDF-1.7"u8.ToArray()))] }, default);
        Assert.Equal(("Documents", "DocumentInfected", "umowa.pdf"), Assert.Single(refused.Problems) is var told ? (told.Field, told.Key, told.Of) : default);
        var client = (await new ClientCommands(desk.Office.Crm).CreateAsync(desk.Manager, new NewClient { LastName = "Łęcka" }, default)).Id;
        var papers = new ClientDocuments(desk.Office.Crm, store);
        Assert.Equal("Infected", Assert.Single((await papers.AddAsync(desk.Manager, client, "a.pdf", new MemoryStream("%PDF-1.7"u8.ToArray()), default)).Problems).Key);

        Assert.Equal(0, await db.Set<Submission>().CountAsync());
        Assert.Empty(Directory.EnumerateFiles(desk.Office.Options.DocumentsFolder, "*", SearchOption.AllDirectories));
        var journal = await db.Set<JournalEntry>().Where(e => e.Event.EndsWith(".infected")).OrderBy(e => e.Seq).ToListAsync();
        Assert.Equal([("broker-form.infected", desk.FormId), ("client-document.infected", client)], journal.Select(e => (e.Event, e.SubjectId)));
        Assert.All(journal.Skip(1), e => Assert.Contains("Win.Test.EICAR_HDB-1", e.Changes, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("stream: Can't allocate memory ERROR")]
    [InlineData("")]
    [InlineData(null)]
    public async Task While_the_scanner_gives_no_answer_a_file_is_refused_and_the_sender_told_why(string? answer)
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var clamd = new UnrulyClamd { Answer = answer, Takes = 1000 };
        var (stored, problem) = await Store(office, clamd.Options).KeepAsync("a.pdf", new MemoryStream([.. "%PDF-1.7"u8, .. new byte[300_000]]), default);
        Assert.Null(stored);
        Assert.Equal("Unscanned", problem!.Key);
        Assert.Empty(Directory.EnumerateFiles(office.Options.DocumentsFolder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_held_while_the_scanner_was_away_is_given_to_nobody_until_it_was_seen()
    {
        await using var desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);
        var options = new ScanOptions { Clamd = $"127.0.0.1:{FreePort.Tcp()}", WhenDown = WithoutScan.Hold };
        var store = Store(desk.Office, options);
        await using var db = desk.Office.Crm.Open(Actor.System);
        (await db.Set<BrokerForm>().SingleAsync()).TakesDocuments = true;
        await db.SaveChangesAsync();
        var intake = new SubmissionIntake(desk.Office.Crm, desk.Numbers, store);
        var handed = await intake.TakeAsync(Actor.Nobody, desk.Jan with { Documents = [new("a.pdf", Pdf(1)), new("b.pdf", Pdf(2))] }, default);
        Assert.True(handed.Ok);
        var documents = new SubmissionDocuments(desk.Office.Crm, store);
        var ids = await db.Set<SubmissionDocument>().OrderBy(d => d.Id).Select(d => d.Id).ToListAsync();
        Assert.Null(await documents.OpenAsync(desk.Administrator, ids[0], default));
        Assert.Equal(ids, (await documents.HeldAsync(desk.Administrator, handed.Id, default)).Order());

        await using var clamd = new UnrulyClamd();
        var answering = Store(desk.Office, options with { Clamd = clamd.Options.Clamd });
        using var again = new HeldDocuments(answering, Scan(clamd.Options), clamd.Options, TimeProvider.System, NullLogger<HeldDocuments>.Instance);
        Assert.Equal(0, await again.LookAsync(default));
        Assert.NotNull(await documents.OpenAsync(desk.Administrator, ids[0], default));
        Assert.Empty(await documents.HeldAsync(desk.Administrator, handed.Id, default));
    }

    [Fact]
    public async Task A_held_file_that_turns_out_infected_is_gone()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        var away = new ScanOptions { Clamd = $"127.0.0.1:{FreePort.Tcp()}", WhenDown = WithoutScan.Hold };
        var (stored, _) = await Store(office, away).KeepAsync("a.pdf", Pdf(1), default);
        await using var clamd = new UnrulyClamd { Answer = "stream: Bad FOUND" };
        var store = Store(office, clamd.Options);
        Assert.True(store.IsHeld(stored!.StoredAs));
        Assert.True(await store.LookAgainAsync(stored.StoredAs, default));
        Assert.False(store.IsHeld(stored.StoredAs));
        Assert.Null(store.Find(stored.StoredAs));
    }

    [SkippableFact]
    public async Task A_real_clamd_finds_the_test_virus_also_within_a_letter_and_lets_others_pass()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var clamd = await ClamdLab.StartAsync();
        var store = Store(office, clamd.Options);
        Assert.Null((await store.KeepAsync("a.pdf", Pdf(1), default)).Problem);
        var (_, problem) = await store.KeepAsync("a.pdf", new MemoryStream([.. "%PDF-1.7\n"u8, .. ClamdLab.Eicar]), default);
        Assert.Equal("Infected", problem?.Key);
        Assert.StartsWith("Own.Eicar-Test", problem?.Of, StringComparison.Ordinal);
        Assert.Equal("Infected", (await store.KeepAsync("a.txt", new MemoryStream(ClamdLab.Eicar), default)).Problem?.Key);
    }

    private static MemoryStream Pdf(byte last) => new([.. "%PDF-1.7\n"u8, last]);

    private static VirusScan Scan(ScanOptions options) => new(options, TimeProvider.System, NullLogger<VirusScan>.Instance);

    private static DocumentStore Store(TestOffice office, ScanOptions options) => new(office.Options, Scan(options), NullLogger<DocumentStore>.Instance);
}
