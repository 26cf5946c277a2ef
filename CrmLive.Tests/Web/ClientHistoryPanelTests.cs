using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
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
    }
}
