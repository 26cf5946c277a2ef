using System.Net;
using CrmLive.Core.Access;
using CrmLive.Core.Wall;
using CrmLive.Tests.Account;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Wall;

[Trait("Feature", "K13")]
public sealed class PairingTests
{
    private static readonly ScreenEdit Edit = new() { Name = "Lobby", Pages = [WallPages.Ranking, WallPages.Calls] };

    [Fact]
    public async Task A_television_shows_a_code_and_begins_when_an_administrator_types_it()
    {
        await using var office = await WebOffice.OpenAsync();
        await using var tv = new Television(office);
        Assert.Equal(("none", HttpStatusCode.Unauthorized), (await tv.StandingAsync(), await tv.RefusedAsync()));
        var code = await tv.AskForCodeAsync();
        Assert.Equal(("waiting", HttpStatusCode.Unauthorized), (await tv.StandingAsync(), await tv.RefusedAsync()));

        // Typed as people type: small, without the dash.
        var commands = office.Services.GetRequiredService<ScreenCommands>();
        Assert.True((await commands.ApproveAsync(Admin, code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), Edit, default)).Ok);
        Assert.Equal("paired", await tv.StandingAsync());
        await tv.ConnectAsync();
        await tv.ShowAsync();
        var screen = (await tv.WelcomedAsync()).GetProperty("screen");
        Assert.Equal(("Lobby", "ranking calls"), (screen.GetProperty("name").GetString(), string.Join(' ', screen.GetProperty("pages").EnumerateArray())));

        // A code is good for one screen, and what the television keeps is kept here as its hash alone.
        Assert.False((await commands.ApproveAsync(Admin, code, Edit, default)).Ok);
        await using var db = office.Crm.Open(Actor.System);
        var kept = await db.Set<Screen>().SingleAsync();
        Assert.Equal(64, kept.Hash.Length);
        Assert.DoesNotContain(tv.Browser.Cookies.GetAllCookies(), cookie => cookie.Value == kept.Hash);
        Assert.All(tv.Browser.Cookies.GetAllCookies(), cookie => Assert.True(cookie.HttpOnly));
        Assert.Contains("screen.created", await office.EventsAsync());
    }

    [Fact]
    public async Task A_code_runs_out_and_who_asks_too_often_is_refused()
    {
        await using var office = await WebOffice.OpenAsync(null, "--Limits:PairingPerMinute", "3");
        await using var tv = new Television(office);
        var code = await tv.AskForCodeAsync();
        office.Clock.Advance(Pairing.Good);
        Assert.Equal("none", await tv.StandingAsync());
        Assert.False((await office.Services.GetRequiredService<ScreenCommands>().ApproveAsync(Admin, code, Edit, default)).Ok);
        await tv.AskForCodeAsync();
        await tv.AskForCodeAsync();
        using var fourth = await tv.Browser.Http.PostAsync("/wall/pair", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, fourth.StatusCode);
    }

    [Fact]
    public async Task A_screen_opens_nothing_but_the_wall()
    {
        await using var office = await WebOffice.OpenAsync();
        await using var tv = await PairedAsync(office);
        foreach (var path in new[] { "/calls/online", "/clients", "/kpi", "/settings/screens", "/account" })
        {
            Assert.Equal("/account/sign-in", await tv.Browser.WhereAsync(path));
        }

        using var hub = await tv.Browser.Http.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.Unauthorized, hub.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await tv.RefusedAsync());
    }

    [Fact]
    public async Task Revoked_while_it_shows_it_is_told_at_once_and_is_dead_on_page_hub_and_address()
    {
        await using var office = await WebOffice.OpenAsync();
        await using var tv = await PairedAsync(office);
        await tv.ConnectAsync();
        await tv.ShowAsync();
        await tv.WelcomedAsync();
        var screens = office.Services.GetRequiredService<ScreenQueries>();
        var id = Assert.Single(await screens.AllAsync(Admin, default)).Id;
        Assert.True((await office.Services.GetRequiredService<ScreenCommands>().RevokeAsync(Admin, id, default)).Ok);

        // Without the clock moving: nothing waits for a next look.
        await Eventually.True(() => tv.Said("Revoked").Count == 1, "the wall is told that it was revoked");
        Assert.Equal("revoked", await tv.StandingAsync());
        await Eventually.True(async () => await tv.RefusedAsync() == HttpStatusCode.Unauthorized, "its cookie opens the hub no more");
        await Eventually.True(() =>
        {
            office.Clock.Advance(ConnectionCut.Grace);
            return tv.IsCut;
        }, "its line is cut");
        Assert.Contains("screen.revoked", await office.EventsAsync());
        Assert.Empty(await screens.AllAsync(Admin, default));
    }

    [Fact]
    public async Task A_screen_arranged_otherwise_hears_of_it_while_it_shows()
    {
        await using var office = await WebOffice.OpenAsync();
        await using var tv = await PairedAsync(office);
        await tv.ConnectAsync();
        await tv.ShowAsync();
        await tv.WelcomedAsync();
        var row = Assert.Single(await office.Services.GetRequiredService<ScreenQueries>().AllAsync(Admin, default));
        await office.Services.GetRequiredService<ScreenCommands>().ChangeAsync(Admin, row.Id, row.ToEdit() with { Pages = [WallPages.Agreements] }, default);
        await Eventually.True(() => tv.Said("Rearranged").Count > 0, "the wall is told to ask again");
        await tv.ShowAsync();
        await Eventually.True(() => tv.Welcome!.Value.GetProperty("screen").GetProperty("pages")[0].GetString() == WallPages.Agreements, "it has its new pages");
    }

    [Theory]
    [InlineData("", "ranking"), InlineData("Lobby", ""), InlineData("Lobby", "ranking ranking"), InlineData("Lobby", "clients")]
    public async Task A_screen_without_a_name_or_with_pages_that_are_none_is_not_approved(string name, string pages)
    {
        await using var office = await WebOffice.OpenAsync();
        await using var tv = new Television(office);
        var edit = new ScreenEdit { Name = name, Pages = [.. pages.Split(' ', StringSplitOptions.RemoveEmptyEntries)] };
        Assert.NotEmpty((await office.Services.GetRequiredService<ScreenCommands>().ApproveAsync(Admin, await tv.AskForCodeAsync(), edit, default)).Problems);
        Assert.Equal("waiting", await tv.StandingAsync());
    }

    internal static Actor Admin => People.Of(BuiltInRoles.Administrator);

    internal static async Task<Television> PairedAsync(WebOffice office, int? branch = null)
    {
        var tv = new Television(office);
        Assert.True((await office.Services.GetRequiredService<ScreenCommands>().ApproveAsync(
            Admin, await tv.AskForCodeAsync(), Edit with { Pages = [.. WallPages.All], BranchId = branch }, default)).Ok);
        return tv;
    }
}
