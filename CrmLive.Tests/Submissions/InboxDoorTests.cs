using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Hubs;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;

namespace CrmLive.Tests.Submissions;

public sealed class InboxDoorTests
{
    private static readonly string[] Heads = ["Id", "Client", "Phone", "E-mail", "Investment", "Source", "Broker", "Received", "Status"];

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P14"), Trait("Feature", "B22"), Trait("Feature", "B5")]
    public async Task The_workbook_has_what_the_filter_shows_and_no_personal_number(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var jan = await desk.TakenAsync(desk.Jan with { Pesel = "44051401359", IdCard = "ABS123456" });
        await desk.TakenAsync(desk.Jan with { LastName = "=1+1" });
        var export = new SubmissionExport(desk.Office.Crm, desk.Inbox);
        async Task<List<string[]>> Rows(Actor actor, InboxFilter filter)
        {
            using var stream = new MemoryStream();
            await export.WriteAsync(actor, filter, stream, Heads, status => $"{status}", default);
            stream.Position = 0;
            return [.. stream.Query().Cast<IDictionary<string, object?>>().Select(row => row.Values.Select(cell => cell?.ToString() ?? "").ToArray())];
        }

        var rows = await Rows(desk.Manager, new InboxFilter());
        Assert.Equal(Heads, rows[0]);
        Assert.Equal("Jan =1+1", rows[1][1]);
        Assert.Equal([$"{jan}", "Jan Nowak", "+48600111222", "Jan.Nowak@example.org", "Zielona", "Dom i Klucz", "Halina Rogowska"], rows[2][..7]);
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell.Contains("1359", StringComparison.Ordinal) || cell.Contains("3456", StringComparison.Ordinal));
        Assert.Equal(2, (await Rows(desk.Manager, new InboxFilter { Client = "nowak" })).Count);
        await Assert.ThrowsAsync<AccessRefused>(() => Rows(People.Without(ClientPermissions.Export), new InboxFilter()));
        await Assert.ThrowsAsync<AccessRefused>(() => Rows(People.Without(SubmissionPermissions.View), new InboxFilter()));
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal(2, await db.Set<JournalEntry>().CountAsync(e => e.Event == "submission.exported"));
    }

    [Fact, Trait("Feature", "P4"), Trait("Feature", "B3"), Trait("Feature", "B16"), Trait("Feature", "B17")]
    public async Task Whoever_may_not_see_submissions_is_refused_at_page_file_document_hub_and_command()
    {
        await using var office = await HubOffice.OpenAsync();
        var (may, mayNot) = (await office.ConnectAsync(await office.TokenAsync("manager", SubmissionPermissions.View)), await office.ConnectAsync(await office.TokenAsync("receptionist", ClientPermissions.View)));
        var (heard, silent) = (LiveHubTests.Listen(may, "Submissions"), LiveHubTests.Listen(mayNot, "Submissions", "Clients"));
        var services = office.Web.Services;
        var receptionist = People.Of(BuiltInRoles.Receptionist);
        var forms = services.GetRequiredService<BrokerFormCommands>();
        var form = await forms.SaveAsync(People.Of(BuiltInRoles.Administrator), new BrokerFormEdit { Name = "Dom i Klucz" }, default);
        async Task HandIn() => await services.GetRequiredService<SubmissionIntake>().TakeAsync(
            Actor.Nobody, new NewSubmission { BrokerFormId = form.Id, FirstName = "Jan", LastName = "Nowak", Phone = "600111222", BrokerName = "H", BrokerPhone = "600111223" }, default);
        await office.RingUntilAsync(() => !heard.IsEmpty && silent.Any(ring => ring.Topic == "Clients"), "a submission and a client", async () =>
        {
            await HandIn();
            await office.AddClientAsync();
        });
        Assert.DoesNotContain(silent, ring => ring.Topic == "Submissions");

        var id = heard.First().Id;
        await Assert.ThrowsAsync<AccessRefused>(() => services.GetRequiredService<SubmissionCommands>().DecideAsync(receptionist, new Decision { SubmissionId = id, Verdict = Verdict.Accept }, default));
        await Assert.ThrowsAsync<AccessRefused>(() => services.GetRequiredService<SubmissionCommands>().RevealAsync(receptionist, id, Core.Common.PersonalField.Pesel, "because", default));
        await office.Web.AddUserAsync("desk", "receptionist");
        using var visitor = await office.Web.SignedInAsync("desk");
        foreach (var path in (string[])["/submissions", $"/submissions/{id}", "/submissions/export.xlsx", $"/api/submissions/{id}/documents/1"])
        {
            Assert.Contains(await visitor.WhereAsync(path), (string[])["/account/refused", "403", "404"]);
        }
    }
}
