using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Roster.Import;
using CrmLive.Tests.Data;
using CrmLive.Tests.Live;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace CrmLive.Tests.Roster.Import;

[Trait("Feature", "P14")]
public sealed class ImportRunTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task New_clients_are_in_the_office_as_if_typed_in_with_history_totals_keys_and_first_steps(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        var anna = await lab.Office.AddUserAsync("Anna", "Lis");
        var source = await SourceAsync(lab, "Otodom");

        var done = await lab.ImportAsync(ImportLab.Manager, ImportLab.Csv(
            "Nazwisko i imię;Telefon;Telefon 2;E-mail;Miasto;Doradca;Źródło;Uwagi",
            "Żółw Łukasz;600 111 222;22 555 09 01;lukasz@example.org;Łódź;lis ANNA;;=1+1",
            "Kot Ewa;;;ewa@example.org;;;otodom;",
            "Nikt;;;;;Nobody Here;;"), plan => plan with { PlanFirstStep = true, SourceId = source, AdvisorId = anna.Id });

        Assert.Equal((ImportState.Finished, 3, 2, 1), (done.Row.State, done.Row.Done, done.Row.Created, done.Row.Refused));
        var clients = await lab.ClientsAsync();
        Assert.Equal(["Łukasz Żółw", "Ewa Kot"], clients.Select(c => c.DisplayName));
        Assert.Equal((anna.Id, "Łódź", "=1+1", source, done.Row.Id), (clients[0].AdvisorId, clients[0].Town, clients[0].Description, clients[0].SourceId, clients[0].ImportId));
        Assert.Equal(["+48600111222", "+48225550901"], clients[0].Phones.Select(p => p.E164));
        Assert.NotNull(clients[0].NextActivityAt);
        Assert.Equal(clients[0].Id, Assert.Single(await new ClientQueries(lab.Office.Crm).FindAsync(Actor.System, "zolw luk", 10, default)).Id);
        Assert.Empty(await new TotalsAudit(lab.Office.Crm).DifferencesAsync(default));
        await using var db = lab.Office.Crm.Open(Actor.System);
        Assert.Equal(2, await db.Set<JournalEntry>().CountAsync(e => e.Event == "client.imported" && e.Channel == ActorChannel.Import));
        Assert.Equal([ActivityType.Phone, ActivityType.Email], await db.Set<Activity>().OrderBy(a => a.ClientId).Select(a => a.Type).ToListAsync());
        Assert.False(await db.Set<ClientImportFile>().AnyAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Duplicates_are_skipped_or_fill_in_what_is_empty_and_never_overwrite(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        await lab.Office.AddClientAsync("Jan", "Nowak", "600 111 222");
        var file = ImportLab.Csv(
            "Klient;Telefon;E-mail;Miasto",
            "Janek Kowal;600111222;jan@example.org;Łódź",
            "Ewa Lis;600111333;;",
            "Ewa;600111333;ewa@example.org;Radom",
            "Both;600111222;ewa@example.org;");

        var skipped = await lab.ImportAsync(ImportLab.Manager, file);
        Assert.Equal((1, 0, 3), (skipped.Row.Created, skipped.Row.Filled, skipped.Row.Skipped));
        var filled = await lab.ImportAsync(ImportLab.Manager, file, plan => plan with { Known = KnownClient.Fill });
        // The last row's number is Jan's and its address Ewa's: a person must say whose it is.
        Assert.Equal((0, 2, 2), (filled.Row.Created, filled.Row.Filled, filled.Row.Skipped));

        var clients = await lab.ClientsAsync();
        Assert.Equal(["Jan Nowak", "Ewa Lis"], clients.Select(c => c.DisplayName));
        Assert.Equal(["Łódź", "Radom"], clients.Select(c => c.Town));
        Assert.Equal(["jan@example.org", "ewa@example.org"], clients.Select(c => Assert.Single(c.Emails).Address));
        Assert.All(clients, c => Assert.Single(c.Phones));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task The_report_gives_each_row_left_out_with_its_reason_and_its_cells_and_brought_again_it_makes_clients(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        await lab.Office.AddClientAsync("Jan", "Nowak", "600 111 222");
        var done = await lab.ImportAsync(ImportLab.Manager, ImportLab.Csv("Klient;Telefon", "Jan;600111222", "Ewa Lis;1", "=HYPERLINK(\"http://example.org\");2"));

        using var stream = new MemoryStream();
        Assert.True(await new ImportReport(lab.Office.Crm).WriteAsync(ImportLab.Manager, done.Row.Id, stream, ["Row", "Why"],
            (told, client, _) => told.Problems is [var first, ..] ? first.Key : $"client {client}", default));

        stream.Position = 0;
        var rows = stream.Query().Cast<IDictionary<string, object>>().Select(row => string.Join('|', row.Values)).ToList();
        Assert.Equal(["Row|Why|Klient|Telefon", "2|client 1|Jan|600111222", "3|PhoneWrong|Ewa Lis|1", "4|PhoneWrong|=HYPERLINK(\"http://example.org\")|2"], rows);
        var again = await lab.PreviewAsync(ImportLab.Manager, stream.ToArray());
        Assert.Equal([ImportField.Ignore, ImportField.Ignore, ImportField.FullName, ImportField.Phone], again.Plan.Columns);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Stopped_killed_and_continued_it_settles_each_row_once(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        // So many that they cannot all be in before it is stopped.
        var file = Many(6_000);
        var id = await lab.UploadAsync(ImportLab.Manager, file);
        var plan = (await lab.Desk.PreviewAsync(ImportLab.Manager, id, null, _ => { }, default))!.Plan;

        Assert.True((await lab.Desk.StartAsync(ImportLab.Manager, id, plan, default)).Ok);
        await DoneAsync(lab, id, 1);
        // As the host going down: the run is cut off between two chunks.
        await lab.Runner.StopAsync(default);
        await lab.ReopenAsync();

        var cut = (await lab.Queries.CardAsync(ImportLab.Manager, id, default))!.Row;
        Assert.Equal(ImportState.Interrupted, cut.State);
        Assert.Equal(cut.Created, (await lab.ClientsAsync()).Count);
        Assert.Equal(cut.Done, cut.Created + cut.Skipped + cut.Refused);
        Assert.True((await lab.Desk.ContinueAsync(ImportLab.Manager, id, default)).Ok);
        var done = await lab.EndedAsync(ImportLab.Manager, id);

        Assert.Equal((ImportState.Finished, 6_000, 5_880, 120), (done.Row.State, done.Row.Done, done.Row.Created, done.Row.Skipped));
        Assert.Equal(5_880, (await lab.ClientsAsync()).Select(c => c.Phones[0].E164).Distinct().Count());
        Assert.Empty(await new TotalsAudit(lab.Office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Stopped_by_hand_it_stays_stopped_with_what_is_kept(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        var id = await lab.UploadAsync(ImportLab.Manager, Many(6_000));
        var plan = (await lab.Desk.PreviewAsync(ImportLab.Manager, id, null, _ => { }, default))!.Plan;
        await lab.Desk.StartAsync(ImportLab.Manager, id, plan, default);
        await DoneAsync(lab, id, 1);

        Assert.True((await lab.Desk.StopAsync(ImportLab.Manager, id, default)).Ok);
        var stopped = await lab.EndedAsync(ImportLab.Manager, id);

        Assert.Equal(ImportState.Stopped, stopped.Row.State);
        Assert.InRange(stopped.Row.Done, 1, 5_999);
        Assert.Equal(stopped.Row.Created, (await lab.ClientsAsync()).Count);
        Assert.False((await lab.Desk.StopAsync(ImportLab.Manager, id, default)).Ok);
    }

    [Fact]
    public async Task A_card_that_is_open_meanwhile_hears_nothing_and_a_list_hears_of_chunks()
    {
        await using var lab = await ImportLab.OpenAsync(DatabaseKind.Sqlite);
        var open = await lab.Office.AddClientAsync("Jan", "Nowak");
        long before;
        await using (var db = lab.Office.Crm.Open(Actor.System))
        {
            before = await db.Set<JournalEntry>().MaxAsync(e => e.Seq);
        }

        await using var ear = new Ear(lab.Office.Bus, LiveTopic.Clients);
        await lab.ImportAsync(ImportLab.Manager, Many(600));
        var last = (await lab.ClientsAsync())[^1].Id;
        await ear.HearsAsync(LiveTopic.Clients, last, "the last client rings");

        // Its own making may ring late.
        Assert.DoesNotContain(ear.Heard, ring => ring.Id == open.Id && ring.Seq > before);
    }

    /// <summary>Each fiftieth is like the one before it.</summary>
    internal static byte[] Many(int rows) => ImportLab.Csv(
        [.. Enumerable.Range(0, rows).Select(i => $"Client{i} Imported;{600_000_000 + (i % 50 == 49 ? i - 1 : i)}").Prepend("Klient;Telefon")]);

    private static async Task DoneAsync(ImportLab lab, int id, int rows) => await Lab.Eventually.True(
        async () => (await lab.Queries.CardAsync(ImportLab.Manager, id, default))!.Row.Done >= rows, "a first chunk is in the office");

    private static async Task<int> SourceAsync(ImportLab lab, string name)
    {
        await using var db = lab.Office.Crm.Open(Actor.System);
        var source = new Source { Name = name };
        db.Add(source);
        await db.SaveChangesAsync();
        return source.Id;
    }
}
