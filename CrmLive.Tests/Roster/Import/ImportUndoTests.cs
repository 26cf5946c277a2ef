using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Roster.Import;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Roster.Import;

[Trait("Feature", "P14")]
public sealed class ImportUndoTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task An_import_taken_back_leaves_the_office_as_it_was_but_for_whom_somebody_has_worked_with(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        var known = await lab.Office.AddClientAsync("Jan", "Nowak", "600 111 222");
        var anna = await lab.Office.AddUserAsync("Anna", "Lis");
        var done = await lab.ImportAsync(ImportLab.Manager, ImportLab.Csv(
            "Klient;Telefon;E-mail;Miasto",
            "Jan;600111222;jan@example.org;Łódź",
            "Edited;600111301;;", "Edited;600111301;edited@example.org;", "Merged;600111302;;", "Noted;600111303;;", "Untouched;600111304;u@example.org;Radom"),
            plan => plan with { Known = KnownClient.Fill, AdvisorId = anna.Id, PlanFirstStep = true });
        Assert.Equal((4, 2), (done.Row.Created, done.Row.Filled));
        var clients = (await lab.ClientsAsync()).ToDictionary(c => c.LastName!);
        await WorkAsync(lab, clients);

        var undone = await lab.UndoAsync(ImportLab.Manager, done.Row.Id);

        Assert.Equal((ImportState.Undone, 1, 3), (undone.Row.State, undone.Row.TakenBack, undone.Row.Kept));
        var left = (await lab.ClientsAsync()).ToDictionary(c => c.LastName!);
        Assert.Equal(["Edited", "Gone", "Merged", "Noted", "Nowak"], left.Keys.Order());
        // Somebody has corrected the town since; the address is still only the file's.
        Assert.Equal("Zgierz", left["Nowak"].Town);
        Assert.Empty(left["Nowak"].Emails);
        Assert.Equal(known.Id, left["Nowak"].Id);
        Assert.Empty(await new ClientQueries(lab.Office.Crm).FindAsync(Actor.System, "untouched", 10, default));
        Assert.Empty(await new TotalsAudit(lab.Office.Crm).DifferencesAsync(default));
        Assert.False((await lab.Desk.UndoAsync(ImportLab.Manager, done.Row.Id, default)).Ok);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Whom_a_later_import_told_something_stays(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        var first = await lab.ImportAsync(ImportLab.Manager, ImportLab.Csv("Klient;Telefon", "Jan;600111222", "Ewa;600111223"));
        await lab.ImportAsync(ImportLab.Manager, ImportLab.Csv("Klient;Telefon;Miasto", "Jan;600111222;Łódź"), plan => plan with { Known = KnownClient.Fill });

        var undone = await lab.UndoAsync(ImportLab.Manager, first.Row.Id);

        Assert.Equal((1, 1), (undone.Row.TakenBack, undone.Row.Kept));
        Assert.Equal("Jan", Assert.Single(await lab.ClientsAsync()).LastName);
    }

    [Fact]
    public async Task Drafts_are_forgotten_after_a_day_and_rows_left_out_after_a_month()
    {
        await using var lab = await ImportLab.OpenAsync(DatabaseKind.Sqlite);
        var done = await lab.ImportAsync(ImportLab.Manager, ImportLab.Csv("Klient;Telefon", "Jan;1", "Ewa;600111223"));
        var draft = await lab.UploadAsync(ImportLab.Manager, ImportLab.Csv("Klient;Telefon", "Adam;600111224"));
        lab.Office.Clock.Advance(TimeSpan.FromDays(2));
        await new ImportShelf(lab.Office.Crm).TidyAsync(default);
        Assert.Null(await lab.Queries.CardAsync(ImportLab.Manager, draft, default));
        Assert.True((await lab.Queries.CardAsync(ImportLab.Manager, done.Row.Id, default))!.LeftOut);

        lab.Office.Clock.Advance(TimeSpan.FromDays(30));
        await new ImportShelf(lab.Office.Crm).TidyAsync(default);
        Assert.False((await lab.Queries.CardAsync(ImportLab.Manager, done.Row.Id, default))!.LeftOut);
        await using var db = lab.Office.Crm.Open(Actor.System);
        Assert.False(await db.Set<ClientImportFile>().AnyAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Nobody_without_the_right_imports_and_nobody_sees_the_file_of_another_but_who_sees_everybody(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        var file = ImportLab.Csv("Klient;Telefon", "Jan;600111222");
        var narrow = People.Of(BuiltInRoles.Manager, Scope.Branch, (await lab.Office.AddUserAsync("Ewa", "Wilk")).Id);
        var id = await lab.UploadAsync(ImportLab.Manager, file);
        var plan = (await lab.Desk.PreviewAsync(ImportLab.Manager, id, null, _ => { }, default))!.Plan;

        await Assert.ThrowsAsync<AccessRefused>(() => lab.Desk.UploadAsync(People.Without(ClientPermissions.Import), "a.csv", file, default));
        Assert.Null(await lab.Desk.PreviewAsync(narrow, id, plan, _ => { }, default));
        Assert.Null(await lab.Queries.CardAsync(narrow, id, default));
        Assert.Empty(await lab.Queries.LatestAsync(narrow, 10, default));
        Assert.False((await lab.Desk.StartAsync(narrow, id, plan, default)).Ok);
        Assert.False((await lab.Desk.DiscardAsync(narrow, id, default)).Ok);
        Assert.False(await new ImportReport(lab.Office.Crm).WriteAsync(narrow, id, Stream.Null, [], (_, _, _) => "", default));
        // Who may not give clients to others does not do it by a file either.
        var anna = await lab.Office.AddUserAsync("Anna", "Lis");
        var alone = ImportLab.Manager with { Permissions = [.. ImportLab.Manager.Permissions.Where(p => p != ClientPermissions.Assign)] };
        Assert.False((await lab.Desk.StartAsync(alone, id, plan with { AdvisorId = anna.Id }, default)).Ok);
        Assert.NotEmpty(await lab.Queries.LatestAsync(ImportLab.Manager, 10, default));
    }

    private static async Task WorkAsync(ImportLab lab, Dictionary<string, Client> clients)
    {
        await using (var db = lab.Office.Crm.Open(ImportLab.Manager))
        {
            (await db.Set<Client>().SingleAsync(c => c.LastName == "Edited")).Town = "Płock";
            (await db.Set<Client>().SingleAsync(c => c.LastName == "Nowak")).Town = "Zgierz";
            db.Add(new ClientConsent { ClientId = clients["Noted"].Id, Kind = ConsentKind.Marketing, GivenAt = TestOffice.Monday });
            await db.SaveChangesAsync();
        }

        var survivor = await lab.Office.AddClientAsync("Somebody", "Nowak-Else");
        await using (var db = lab.Office.Crm.Open(Actor.System))
        {
            (await db.Set<Client>().SingleAsync(c => c.Id == survivor.Id)).LastName = "Gone";
            await db.SaveChangesAsync();
        }

        var versions = (await lab.ClientsAsync()).ToDictionary(c => c.Id, c => c.Version);
        await new ClientMerging(lab.Office.Crm).MergeAsync(
            ImportLab.Manager, (clients["Merged"].Id, versions[clients["Merged"].Id]), (survivor.Id, versions[survivor.Id]), new HashSet<Core.Clients.Merging.MergeField>(), default);
    }
}
