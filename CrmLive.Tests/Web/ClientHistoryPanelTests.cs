using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using CrmLive.Web.Clients;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Web;

public sealed class ClientHistoryPanelTests
{
    [Fact, Trait("Feature", "A19")]
    public async Task What_happens_to_a_client_stands_in_the_open_history_at_once()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var client = await floor.Office.AddClientAsync("Ewa", "Król");
        await using var card = Card.Over(floor);
        card.Screen.Me.Actor = People.Of(BuiltInRoles.Manager);
        var panel = card.Screen.Render<ClientHistoryPanel>(history => history.Add(p => p.ClientId, client.Id));
        await card.Screen.SeesAsync(() => panel.FindAll("li").Count == 1, "the card was opened");

        await using (var db = floor.Office.Crm.Open(Actor.System))
        {
            (await db.Set<Client>().SingleAsync()).Town = "Łódź";
            await db.SaveChangesAsync();
        }

        await card.Screen.SeesAsync(() => panel.FindAll("li").Count == 2, "what has just happened");
        await card.SeesAsync(panel, "Town: Łódź");
    }

    [Fact, Trait("Feature", "A16"), Trait("Feature", "A19")]
    public async Task It_says_what_changed_in_names_and_the_old_reason_is_read_after_service_has_begun_again()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var (anna, jan) = (await floor.Office.AddUserAsync("Anna", "Lis"), await floor.Office.AddUserAsync("Jan", "Kot"));
        var client = await floor.Office.AddClientAsync("Ewa", "Król", "600 111 222", advisorId: anna.Id);
        var manager = People.Of(BuiltInRoles.Manager);
        var service = new ClientService(floor.Office.Crm);
        int price;
        await using (var db = floor.Office.Crm.Open(Actor.System))
        {
            price = await db.Set<DictionaryEntry>().Where(e => e.Kind == DictionaryKind.EndReason && e.Key == "price").Select(e => e.Id).SingleAsync();
            (await db.Set<Client>().SingleAsync()).AdvisorId = jan.Id;
            db.Add(new Activity { ClientId = client.Id, AssignedToId = jan.Id, Type = ActivityType.Meeting, StartsAt = TestOffice.Monday, EndsAt = TestOffice.Monday.AddHours(1), CreatedAt = TestOffice.Monday });
            await db.SaveChangesAsync();
        }

        Assert.True((await service.EndAsync(manager, client.Id, 1, new ServiceEnd(price, "bought next door", CancelPlanned: false), default)).Ok);
        Assert.True((await service.ReopenAsync(manager, client.Id, 2, null, default)).Ok);

        await using var card = Card.Over(floor);
        card.Screen.Me.Actor = manager;
        var panel = card.Screen.Render<ClientHistoryPanel>(history => history.Add(p => p.ClientId, client.Id));
        foreach (var told in (string[])["Reason: Price too high → –", "bought next door → –", "Status: Finished → Interested", "Advisor: Anna Lis → Jan Kot", "Type: Meeting · Status: planned", "Assigned to: Jan Kot", "Number: 600 111 222"])
        {
            await card.SeesAsync(panel, told);
        }

        Assert.DoesNotContain("First name", panel.Markup, StringComparison.Ordinal);
    }
}
