using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using CrmLive.Tests.Submissions;
using CrmLive.Web.Settings;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

[Trait("Feature", "B1")]
public sealed class FormsPageTests : IAsyncLifetime
{
    private BrokerDesk _desk = default!;

    private BrokerFormCommands Commands => new(_desk.Office.Crm, new ApiTokens(_desk.Office.Crm));

    private BrokerFormQueries Queries => new(_desk.Office.Crm);

    public async Task InitializeAsync() => _desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory, Trait("Feature", "P10")]
    [InlineData("en", "New form", "Make the form", "Link")]
    [InlineData("pl", "Nowy formularz", "Utwórz formularz", "Link")]
    [InlineData("ru", "Новая форма", "Создать форму", "Ссылка")]
    public async Task A_form_that_is_made_shows_its_link_and_stands_on_a_colleagues_page_by_itself(string language, string fresh, string make, string link)
    {
        using var colleague = new SettingsScreen(_desk.Office, _desk.Administrator, language);
        var theirs = await OpenAsync(colleague);
        using var screen = new SettingsScreen(_desk.Office, _desk.Manager, language);
        var page = await OpenAsync(screen);
        await page.InvokeAsync(() => page.One("button", fresh).Click());
        await page.InvokeAsync(() => page.Find("#f-name-new").Change("Klucz i Spółka"));
        Assert.All(page.FindAll(".settings-ticks")[0].QuerySelectorAll("input"), offered => Assert.True(offered.HasAttribute("checked")));
        await page.InvokeAsync(() => page.One("button", make).Click());

        await screen.SeesAsync(() => page.FindAll(".forms-link input").Count == 1, "its link");
        var made = (await Queries.AllAsync(_desk.Manager, default)).Single(form => form.Name == "Klucz i Spółka");
        Assert.EndsWith($"/form/{made.LinkKey}", page.Find(".forms-link input").GetAttribute("value"), StringComparison.Ordinal);
        await colleague.SeesAsync(() => theirs.All("button").Any(button => ByRole.NameOf(button) == $"{link}: Klucz i Spółka"), "the new form");
    }

    [Fact]
    public async Task A_name_that_is_taken_or_missing_and_nothing_to_reach_anybody_by_are_said_where_they_are_and_nothing_is_made()
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Manager);
        var page = await OpenAsync(screen);
        await page.InvokeAsync(() => page.One("button", "New form").Click());
        foreach (var name in new[] { " ", "Dom i Klucz" })
        {
            await page.InvokeAsync(() => page.Find("#f-name-new").Change(name));
            await page.InvokeAsync(() => page.One("button", "Make the form").Click());
            await screen.SeesAsync(() => page.Find("#f-name-new").ParentElement!.QuerySelectorAll(".field-wrong").Length == 1, "that the name is wrong");
        }

        await page.InvokeAsync(() => page.Find("#f-name-new").Change("Klucz i Spółka"));
        await page.InvokeAsync(() => page.Find("#f-Phone-new").Change("not"));
        await page.InvokeAsync(() => page.Find("#f-Email-new").Change("not"));
        await page.InvokeAsync(() => page.One("button", "Make the form").Click());
        await screen.SeesAsync(() => page.FindAll(".settings-ticks")[1].QuerySelectorAll(".field-wrong").Length == 1, "that a client could not be reached");
        Assert.Equal("Klucz i Spółka", page.Find("#f-name-new").GetAttribute("value"));
        Assert.Single(await Queries.AllAsync(_desk.Manager, default));
    }

    [Fact]
    public async Task A_link_is_replaced_only_when_it_was_asked_twice_and_the_old_one_is_nobodys()
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Manager);
        var page = await OpenAsync(screen);
        await page.InvokeAsync(() => page.One("button", "Link: Dom i Klucz").Click());
        var old = page.Find(".forms-link input").GetAttribute("value");
        await page.InvokeAsync(() => page.One("button", "New link").Click());
        await page.InvokeAsync(() => page.One("button", "Cancel").Click());
        Assert.Equal(old, page.Find(".forms-link input").GetAttribute("value"));

        await page.InvokeAsync(() => page.One("button", "New link").Click());
        await page.InvokeAsync(() => page.One("button", "Replace the link").Click());
        await screen.SeesAsync(() => page.Find(".forms-link input").GetAttribute("value") != old, "the new link");
        Assert.EndsWith((await Queries.AllAsync(_desk.Manager, default))[0].LinkKey, page.Find(".forms-link input").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Whoever_was_quicker_is_named_what_was_typed_stays_and_nothing_of_theirs_is_overwritten()
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Manager);
        var page = await OpenAsync(screen);
        await page.InvokeAsync(() => page.One("button", "Change: Dom i Klucz").Click());
        await page.InvokeAsync(() => page.Find($"#f-name-{_desk.FormId}").Change("Mine"));
        var edit = (await Queries.AllAsync(_desk.Administrator, default))[0].ToEdit();
        Assert.True((await Commands.SaveAsync(_desk.Administrator, edit with { Name = "Theirs" }, default)).Ok);
        await page.InvokeAsync(() => page.One("button", "Save").Click());

        await screen.SeesAsync(() => page.FindAll(".notice").Any(told => told.TextContent.StartsWith("Adam Bóbr changed this", StringComparison.Ordinal)), "who was quicker");
        Assert.Equal("Mine", page.Find($"#f-name-{_desk.FormId}").GetAttribute("value"));
        Assert.Equal("Theirs", (await Queries.AllAsync(_desk.Manager, default))[0].Name);
    }

    [Fact]
    public async Task A_form_that_is_switched_off_says_so_on_every_page_and_its_link_takes_nobody_in()
    {
        using var colleague = new SettingsScreen(_desk.Office, _desk.Administrator);
        var theirs = await OpenAsync(colleague);
        using var screen = new SettingsScreen(_desk.Office, _desk.Manager);
        var page = await OpenAsync(screen);
        await page.InvokeAsync(() => page.One("button", "Switch off: Dom i Klucz").Click());
        await colleague.SeesAsync(() => theirs.Find(".forms .tag").TextContent == "off", "that it is off");
        Assert.False((await _desk.Intake.TakeAsync(Actor.Nobody, _desk.Jan, default)).Ok);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Without_the_right_it_does_not_open_and_a_right_taken_away_meanwhile_is_named()
    {
        using var stranger = new SettingsScreen(_desk.Office, People.Of(BuiltInRoles.Advisor, userId: _desk.Manager.UserId));
        Assert.Throws<AccessRefused>(() => stranger.Open<FormsPage>("settings/forms"));
        using var screen = new SettingsScreen(_desk.Office, _desk.Manager);
        var page = await OpenAsync(screen);
        screen.Me.Actor = People.Without(SubmissionPermissions.Forms);
        await page.InvokeAsync(() => page.One("button", "Switch off: Dom i Klucz").Click());
        await screen.SeesAsync(() => page.FindAll(".notice").Any(told => told.TextContent.Contains("make broker forms", StringComparison.Ordinal)), "which right is missing");
        Assert.True((await Queries.AllAsync(_desk.Manager, default))[0].On);
    }

    private static async Task<IRenderedComponent<IComponent>> OpenAsync(SettingsScreen screen)
    {
        var page = screen.Open<FormsPage>("settings/forms");
        await screen.SeesAsync(() => page.FindAll(".forms li").Count > 0, "the office's form");
        return page;
    }
}
