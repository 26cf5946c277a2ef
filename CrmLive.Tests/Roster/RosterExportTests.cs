using System.IO.Compression;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Roster;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace CrmLive.Tests.Roster;

/// <summary>The list as a workbook, read back by another program's eyes.</summary>
[Trait("Feature", "P14")]
public sealed class RosterExportTests
{
    private static readonly string[] Heads =
        ["No", "Last", "First", "Company", "Phones", "Emails", "Town", "Status", "Advisor", "Branch", "Source", "Investments", "Created", "Contact", "Next"];

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Every_client_of_the_list_is_a_row_and_what_looks_like_a_formula_or_a_number_is_a_text(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var anna = await office.AddUserAsync("Anna", "Lis");
        var odd = await office.AddClientAsync("Jan", "=HYPERLINK(\"http://example.org\")", "+48 600 111 222", anna.Id);
        await office.AddClientAsync("@SUM(A1)", "-2+3", "600 111 333");
        await ChangeAsync(office, odd.Id, c => (c.Town, c.Company) = ("Łódź \u0007 <&> Жуков", "+1"));
        for (var i = 0; i < 1_005; i++)
        {
            await office.AddClientAsync($"Client{i}", "Zz");
        }

        var rows = await ExportAsync(office, Actor.System, new RosterFilter { View = RosterView.Everybody });

        Assert.Equal(Heads, rows[0]);
        Assert.Equal(1_007, rows.Count - 1);
        Assert.Equal(1_007, rows.Skip(1).Select(row => row[0]).Distinct().Count());
        var client = rows.Single(row => row[0] == $"{odd.Id}");
        Assert.Equal(["=HYPERLINK(\"http://example.org\")", "Jan", "+1", "+48600111222", "", "Łódź  <&> Жуков", "new", "Anna Lis"], client[1..9]);
        Assert.Equal("2026-11-23 10:00", client[12]);
        Assert.Contains(rows, row => row[1] == "-2+3" && row[2] == "@SUM(A1)");
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task The_workbook_has_what_the_filter_shows_and_the_actor_sees_and_the_journal_remembers_it(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (anna, ewa) = (await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Ewa", "Wilk"));
        await office.AddClientAsync("Mine", "Nowak", advisorId: anna.Id);
        await office.AddClientAsync("Hers", "Nowak", advisorId: ewa.Id);

        var own = await ExportAsync(office, People.Of(BuiltInRoles.Manager, Scope.Own, anna.Id), new RosterFilter());
        Assert.Equal(["Mine"], own.Skip(1).Select(row => row[2]));
        var filtered = await ExportAsync(office, Actor.System, new RosterFilter { AdvisorId = ewa.Id });
        Assert.Equal(["Hers"], filtered.Skip(1).Select(row => row[2]));
        await Assert.ThrowsAsync<AccessRefused>(() => ExportAsync(office, People.Without(ClientPermissions.Export), new RosterFilter()));
        await using var db = office.Crm.Open(Actor.System);
        Assert.Equal(2, await db.Set<JournalEntry>().CountAsync(e => e.Event == "client.exported"));
    }

    private static async Task<List<string[]>> ExportAsync(TestOffice office, Actor actor, RosterFilter filter)
    {
        using var stream = new MemoryStream();
        var roster = new RosterQueries(office.Crm, new UserQueries(office.Crm));
        await new RosterExport(office.Crm, roster).WriteAsync(actor, filter, stream, Heads, row => row.StatusKey!, default);
        using (var zip = new ZipArchive(new MemoryStream(stream.ToArray())))
        using (var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open()))
        {
            Assert.DoesNotContain("<f", await sheet.ReadToEndAsync(), StringComparison.Ordinal);
        }

        stream.Position = 0;
        return [.. stream.Query().Cast<IDictionary<string, object?>>().Select(row => row.Values.Select(Text).ToArray())];
    }

    private static string Text(object? cell) => cell switch
    {
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", null),
        null => "",
        _ => Convert.ToString(cell, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static async Task ChangeAsync(TestOffice office, int id, Action<Client> change)
    {
        await using var db = office.Crm.Open(Actor.System);
        change(await db.Set<Client>().SingleAsync(c => c.Id == id));
        await db.SaveChangesAsync();
    }
}
