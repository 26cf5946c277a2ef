using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using CrmLive.Tests.Web;
using CrmLive.Web.Agreements;
using CrmLive.Web.Clients;
using CrmLive.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Agreements;

/// <summary>Panels and pages of units and agreements over a real small office.</summary>
[Trait("Feature", "P24")]
[Trait("Feature", "A19")]
public sealed class DealScreensTests : IAsyncLifetime
{
    private CallFloor _floor = default!;
    private Card _card = default!;
    private int _ewa, _olga, _unit, _anna;

    private AgreementCommands Commands => _card.Screen.Services.GetRequiredService<AgreementCommands>();

    public async Task InitializeAsync()
    {
        _floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        _anna = (await _floor.Office.AddUserAsync("Anna", "Lis")).Id;
        _ewa = (await _floor.Office.AddClientAsync("Ewa", "Król", "600 111 222", _anna)).Id;
        _olga = (await _floor.Office.AddClientAsync("Olga", "Sowa", null, (await _floor.Office.AddUserAsync("Jan", "Kot")).Id)).Id;
        await using var db = _floor.Office.Crm.Open(Actor.System);
        var investment = new Investment { Name = "Zielona", Branch = new Branch { Name = "Centre" } };
        var unit = new Unit
        {
            Number = "A.7", Investment = investment, Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } },
            Rooms = 3, Floor = 2, Area = 60, PricePerMetre = 10_000, Price = 600_000, SearchKey = "a.7 zielona",
        };
        db.Add(unit);
        await db.SaveChangesAsync();
        _unit = unit.Id;
        _card = Card.Over(_floor);
        _card.Screen.Me.Actor = People.Of(BuiltInRoles.Advisor, userId: _anna);
    }

    public async Task DisposeAsync()
    {
        await _card.DisposeAsync();
        await _floor.DisposeAsync();
    }

    [Fact, Trait("Feature", "P6")]
    public async Task The_panel_shows_the_place_in_the_queue_and_moves_it_up_when_a_colleague_lets_go()
    {
        var first = await ReserveAsync(_ewa);
        await ReserveAsync(_olga);
        var page = await _card.OpenAsync<ClientPage>(_olga, "A.7");
        await _card.SeesAsync(page, _card.Text<AgreementsText>("Queue.Place", 2));

        await using var db = _floor.Office.Crm.Open(Actor.System);
        var reason = await db.WordIdAsync(DictionaryKind.EndReason, "price", default);
        Assert.True((await Commands.WithdrawAsync(Actor.System, first, 0, new AgreementEnd(reason, null), default)).Ok);
        await _card.SeesAsync(page, _card.Text<AgreementsText>("Queue.Keeps"));
        Assert.Contains(page.FindAll(".deal-do a"), link => link.TextContent == _card.Text<AgreementsText>("Do.Make"));
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Who_may_only_look_sees_what_stands_and_no_step_to_take()
    {
        await ReserveAsync(_ewa);
        _card.Screen.Me.Actor = People.Of(BuiltInRoles.Receptionist);
        var page = await _card.OpenAsync<ClientPage>(_ewa, "A.7");
        Assert.Empty(page.FindAll(".deal-do a"));
        Assert.DoesNotContain(_card.Text<AgreementsText>("Reserve.Title"), page.Markup, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task A_units_page_names_others_clients_only_by_their_advisor()
    {
        await ReserveAsync(_ewa);
        await ReserveAsync(_olga);
        _card.Screen.Me.Actor = People.Of(BuiltInRoles.Advisor, Scope.Own, _anna);
        var page = await _card.OpenAsync<UnitPage>(_unit, "Ewa Król");
        Assert.Contains(_card.Text<AgreementsText>("ClientOf", "Jan Kot"), page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Olga Sowa", page.Markup, StringComparison.Ordinal);
        Assert.Contains("600,000", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dialog_says_where_in_the_queue_one_would_be_and_bad_input_stands_beside_its_field()
    {
        await ReserveAsync(_ewa);
        var closed = false;
        var dialog = _card.Screen.Render<ReserveDialog>(parameters => parameters
            .Add(d => d.Asked, DealAddress.Reserve(_olga, _unit))
            .Add(d => d.Close, EventCallback.Factory.Create(this, () => closed = true)));
        await _card.SeesAsync(dialog, _card.Text<AgreementsText>("Reserve.Queue"));
        await dialog.Find("#r-Days").InputAsync("99");
        await dialog.Find("form").SubmitAsync();
        await _card.SeesAsync(dialog, _card.Text<AgreementsText>("Problem.DaysWrong"));
        Assert.False(closed);

        await dialog.Find("#r-Days").InputAsync("5");
        await dialog.Find("form").SubmitAsync();
        await _card.Screen.SeesAsync(() => closed);
        await using var db = _floor.Office.Crm.Open(Actor.System);
        Assert.Equal(2, await db.Set<Agreement>().CountAsync());
    }

    [Fact]
    public async Task A_day_nobody_can_read_signs_nothing_and_is_not_taken_for_no_day_at_all()
    {
        await ReserveAsync(_ewa);
        var closed = false;
        var dialog = _card.Screen.Render<PaperDialog>(parameters => parameters
            .Add(d => d.Asked, DealAddress.Make(_ewa, _unit))
            .Add(d => d.Close, EventCallback.Factory.Create(this, () => closed = true)));
        await _card.Screen.SeesAsync(() => dialog.FindAll("#p-GoodUntil").Count > 0);
        await dialog.Find("#p-GoodUntil").ChangeAsync("some time in spring");
        await dialog.Find("form").SubmitAsync();
        await _card.SeesAsync(dialog, _card.Text<SharedText>("Form.Unread"));
        Assert.Contains(_card.Text<SharedText>("Day.Unread"), dialog.Markup, StringComparison.Ordinal);
        Assert.Equal(("some time in spring", "true"), (dialog.Find("#p-GoodUntil").GetAttribute("value"), dialog.Find("#p-GoodUntil").GetAttribute("aria-invalid")));
        Assert.False(closed);

        await dialog.Find("#p-GoodUntil").ChangeAsync("");
        Assert.DoesNotContain(_card.Text<SharedText>("Form.Unread"), dialog.Markup, StringComparison.Ordinal);
        await dialog.Find("form").SubmitAsync();
        await _card.Screen.SeesAsync(() => closed);
        await using var db = _floor.Office.Crm.Open(Actor.System);
        Assert.Null((await db.Set<Agreement>().SingleAsync(a => a.Kind == AgreementKind.Reservation)).ExpiresAt);
    }

    [Fact]
    public async Task A_list_of_units_is_narrowed_by_its_address()
    {
        var page = _card.Screen.Open<UnitsPage>();
        await _card.SeesAsync(page, "A.7");
        _card.Screen.Services.GetRequiredService<NavigationManager>().NavigateTo("units?rooms=2");
        await _card.SeesAsync(page, _card.Text<AgreementsText>("Units.None"));
    }

    [Fact]
    public async Task Where_one_price_of_a_column_has_grosze_all_have_them_and_where_none_has_none_do()
    {
        await using (var db = _floor.Office.Crm.Open(Actor.System))
        {
            var first = await db.Set<Unit>().SingleAsync();
            db.Add(new Unit
            {
                Number = "A.8", InvestmentId = first.InvestmentId, BuildingId = first.BuildingId,
                Rooms = 3, Floor = 3, Area = 61, PricePerMetre = 10_327.87m, Price = 630_000, SearchKey = "a.8 zielona",
            });
            await db.SaveChangesAsync();
        }

        var page = _card.Screen.Open<UnitsPage>();
        await _card.SeesAsync(page, "10,327.87\u00A0PLN");
        Assert.Contains("10,000.00\u00A0PLN", page.Markup, StringComparison.Ordinal);
        Assert.Contains("600,000\u00A0PLN", page.Markup, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P10")]
    public void Everything_that_may_be_wrong_or_stand_has_its_words()
    {
        string[] asked =
        [
            .. AgreementProblem.All.Select(key => $"Problem.{key}"), .. Names<UnitStatus>("UnitStatus"), .. Names<AgreementStatus>("AgreementStatus"), .. Names<AgreementKind>("Kind"),
            .. Names<Core.Mail.MailState>("MailState"),
        ];
        Assert.All(asked, key => Assert.NotEqual(key, _card.Text<AgreementsText>(key)));

        static IEnumerable<string> Names<T>(string prefix)
            where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{prefix}.{name}");
    }

    private async Task<int> ReserveAsync(int client)
    {
        var saved = await Commands.ReserveAsync(Actor.System, new ReservationDraft { ClientId = client, UnitId = _unit }, default);
        Assert.True(saved.Ok, string.Join(", ", saved.Problems));
        return saved.Id;
    }
}
