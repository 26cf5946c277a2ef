using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using CrmLive.Web.Calls;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Web;

[Trait("Feature", "C3")]
public sealed class CallPageTests : IAsyncLifetime
{
    private CallFloor _floor = default!;
    private Card _card = default!;

    public async Task InitializeAsync()
    {
        _floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await _floor.Office.AddUserAsync("Anna", "Mazur", "101");
        await _floor.Office.AddUserAsync("Marek", "Lis", "102");
        _card = Card.Over(_floor);
        _card.Screen.Me.Actor = People.Of(BuiltInRoles.Manager);
    }

    public async Task DisposeAsync()
    {
        await _card.DisposeAsync();
        await _floor.DisposeAsync();
    }

    [Fact, Trait("Feature", "C16")]
    public async Task A_transferred_call_has_both_legs_each_with_its_state_and_its_recording()
    {
        var id = await TransferredAsync();
        var page = await _card.OpenAsync<CallPage>(id, "+48 600 111 222");

        var legs = page.FindAll("li.leg").Select(ByRole.Text).ToList();
        Assert.Equal(2, legs.Count);
        Assert.Contains("Anna Mazur", legs[0], StringComparison.Ordinal);
        Assert.Contains(_card.Text<CallsText>("Role.Operator"), legs[0], StringComparison.Ordinal);
        Assert.Contains("Marek Lis", legs[1], StringComparison.Ordinal);
        Assert.Contains(_card.Text<CallsText>("Role.Manager"), legs[1], StringComparison.Ordinal);
        var recording = page.One("audio", _card.Text<CallsText>("Recording", "Marek Lis"));
        Assert.Matches($"^api/calls/{id}/recordings/[0-9]+$", recording.GetAttribute("src")!);
        Assert.Contains(_card.Text<CallsText>($"Status.{CallStatus.TransferredAnswered}"), page.Markup, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "C16"), Trait("Feature", "P4")]
    public async Task Who_may_not_listen_reads_that_there_is_a_recording_and_gets_no_player()
    {
        var id = await TransferredAsync();
        _card.Screen.Me.Actor = People.Without(CallPermissions.Listen);
        var page = await _card.OpenAsync<CallPage>(id, "+48 600 111 222");
        Assert.Empty(page.FindAll("audio"));
        Assert.Contains(_card.Text<CallsText>("Recording.Refused"), page.Markup, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P17")]
    public async Task A_call_that_rang_nobody_yet_says_so_and_follows_what_becomes_of_it()
    {
        var told = new Told().Inbound(caller: "anonymous");
        await _floor.TellAsync(told.Events);
        var id = (await _floor.CallAsync()).Id;
        var page = await _card.OpenAsync<CallPage>(id, _card.Text<CallsText>("Legs.None"));
        Assert.Contains(_card.Text<CallsText>("HiddenNumber"), page.Markup, StringComparison.Ordinal);
        Assert.Equal($"clients/new?call={id}", page.Find(".call-page-do a").GetAttribute("href"));

        await _floor.TellAsync(told.Rings(1, "a", "101").Events);
        await _card.SeesAsync(page, "Anna Mazur");
    }

    [Fact, Trait("Feature", "P4")]
    public async Task A_call_that_is_none_and_one_of_somebody_else_look_the_same()
    {
        var id = await TransferredAsync();
        var none = _card.Text<CallsText>("Call.None");
        await _card.OpenAsync<CallPage>(id + 1, none);
        _card.Screen.Me.Actor = People.Of(BuiltInRoles.Advisor, Scope.Own, userId: 987);
        var page = await _card.OpenAsync<CallPage>(id, none);
        Assert.DoesNotContain("600 111 222", page.Markup, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P6")]
    public async Task A_call_removed_while_it_is_looked_at_is_gone()
    {
        var id = await TransferredAsync();
        var page = await _card.OpenAsync<CallPage>(id, "+48 600 111 222");
        await using (var db = _floor.Office.Crm.Open(Actor.System))
        {
            db.Remove(await db.Set<Call>().Include(c => c.Legs).SingleAsync());
            await db.SaveChangesAsync();
        }

        await _card.SeesAsync(page, _card.Text<CallsText>("Call.None"));
    }

    private async Task<int> TransferredAsync()
    {
        await _floor.TellAsync(new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Leaves(9, "a").Rings(10, "b", "102").Answers(12, "b")
            .Records(13, "b", "two.wav").Leaves(90, "b").Ends(90).Events);
        return (await _floor.CallAsync()).Id;
    }
}
