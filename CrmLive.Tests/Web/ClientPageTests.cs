using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using CrmLive.Web.Agreements;
using CrmLive.Web.Clients;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Web;

[Trait("Feature", "C8")]
public sealed class ClientPageTests : IAsyncLifetime
{
    private CallFloor _floor = default!;
    private Card _card = default!;
    private int _id;

    public async Task InitializeAsync()
    {
        _floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var marek = await _floor.Office.AddUserAsync("Marek", "Lis", "101");
        _id = (await _floor.Office.AddClientAsync("Ewa", "Król", "600 111 222", marek.Id)).Id;
        _card = Card.Over(_floor);
        _card.Screen.Me.Actor = People.Of(BuiltInRoles.Manager, userId: marek.Id);
    }

    public async Task DisposeAsync()
    {
        await _card.DisposeAsync();
        await _floor.DisposeAsync();
    }

    [Fact]
    public async Task It_shows_the_client_with_what_was_said_planned_and_signed()
    {
        await _floor.TellAsync(new Told("first").Inbound().Rings(1, "a", "101").Answers(5, "a").Ends(65).Events);
        await ChangeAsync(async db =>
        {
            (await db.Set<Core.Calls.Call>().SingleAsync()).Note = "asks for three rooms";
            var investment = new Investment { Name = "Zielona", Branch = new Branch { Name = "Centre" } };
            var unit = new Unit { Investment = investment, Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } }, Number = "A/12" };
            db.AddRange(
                new Activity { Type = ActivityType.Meeting, ClientId = _id, AssignedToId = 1, StartsAt = TestOffice.Monday, EndsAt = TestOffice.Monday.AddHours(1), CreatedAt = TestOffice.Monday, Note = "brings her brother" },
                new Agreement { ClientId = _id, Unit = unit, Investment = investment, CreatedAt = TestOffice.Monday, Value = 640_000 },
                new Lead { At = TestOffice.Monday, ClientId = _id, Comment = "from the portal", ChannelId = await db.WordIdAsync(DictionaryKind.Channel, "site", default) });
        });

        var page = await _card.OpenAsync<ClientPage>(_id, "Ewa Król");
        foreach (var words in (string[])["brings her brother", "asks for three rooms", "A/12", "640,000", "from the portal", "Marek Lis"])
        {
            await _card.SeesAsync(page, words);
        }

        Assert.Equal("tel:+48600111222", page.One("link", "+48 600 111 222").GetAttribute("href"));
    }

    [Fact, Trait("Feature", "P17")]
    public async Task Of_a_new_client_every_panel_says_that_it_is_empty()
    {
        var page = await _card.OpenAsync<ClientPage>(_id, "Ewa Król");
        foreach (var panel in (string[])["Calls", "Leads"])
        {
            await _card.SeesAsync(page, _card.Text<ClientsText>($"Panel.{panel}.None"));
        }

        await _card.SeesAsync(page, _card.Text<AgreementsText>("Panel.Agreements.None"));
        await _card.SeesAsync(page, _card.Text<AgreementsText>("Panel.Offers.None"));
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Of_somebody_elses_client_nothing_is_shown_but_that_there_is_none_for_you()
    {
        _card.Screen.Me.Actor = People.Of(BuiltInRoles.Advisor, Scope.Own, userId: 987);
        var page = await _card.OpenAsync<ClientPage>(_id, _card.Text<ClientsText>("Missing.Title"));
        Assert.DoesNotContain("Król", page.Markup, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Who_may_only_look_gets_no_button_to_edit()
    {
        _card.Screen.Me.Actor = People.Without(ClientPermissions.Edit);
        var page = await _card.OpenAsync<ClientPage>(_id, "Ewa Król");
        Assert.Empty(page.FindAll(".card-head button"));
        _card.Screen.Me.Actor = People.Of(BuiltInRoles.Manager);
        Assert.NotEmpty((await _card.OpenAsync<ClientPage>(_id, "Ewa Król")).FindAll(".card-head button"));
    }

    [Fact, Trait("Feature", "P6")]
    public async Task What_a_colleague_changes_stands_there_at_once_and_a_client_removed_is_gone()
    {
        var page = await _card.OpenAsync<ClientPage>(_id, "Ewa Król");
        await ChangeAsync(async db => (await db.Set<Client>().SingleAsync()).LastName = "Zaręba");
        await _card.SeesAsync(page, "Ewa Zaręba");

        await ChangeAsync(async db => db.Remove(await db.Set<Client>().SingleAsync()));
        await _card.SeesAsync(page, _card.Text<ClientsText>("Missing.Title"));
        Assert.DoesNotContain("Zaręba", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_cannot_be_read_it_says_so_and_a_click_tries_again()
    {
        await SqlAsync("""ALTER TABLE "Clients" RENAME TO "ClientsAway" """);
        var page = await _card.OpenAsync<ClientPage>(_id, _card.Text<ClientsText>("Failed.Title"));
        await SqlAsync("""ALTER TABLE "ClientsAway" RENAME TO "Clients" """);
        await page.Find(".face button").ClickAsync();
        await _card.SeesAsync(page, "Ewa Król");
    }

    private async Task ChangeAsync(Func<CrmDbContext, Task> change)
    {
        await using var db = _floor.Office.Crm.Open(Actor.System);
        await change(db);
        await db.SaveChangesAsync();
    }

    private async Task SqlAsync(string sql) => await _floor.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));
}
