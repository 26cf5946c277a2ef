using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
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

    public async Task InitializeAsync() => _desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory, Trait("Feature", "P10")]
    [InlineData("en", "on", "Link: Dom i Klucz")]
    [InlineData("pl", "włączony", "Link: Dom i Klucz")]
    [InlineData("ru", "включена", "Ссылка: Dom i Klucz")]
    public async Task A_form_stands_here_with_what_it_offers_and_its_link_as_text_and_as_a_picture(string language, string on, string link)
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Administrator, language);
        var page = await OpenAsync(screen);
        Assert.Equal(("Dom i Klucz", "Zielona", on), (page.Find(".settings-who strong").TextContent, page.Find(".settings-who small").TextContent, page.Find(".forms .tag").TextContent));
        page.One("button", link).Click();
        var key = Assert.Single(await new BrokerFormQueries(_desk.Office.Crm).AllAsync(_desk.Administrator, default)).LinkKey;
        Assert.EndsWith($"form/{key}", page.Find(".forms-address input").GetAttribute("value"), StringComparison.Ordinal);
        Assert.NotEmpty(page.Find(".forms-qr path").GetAttribute("d")!);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task What_another_administrator_makes_or_switches_off_is_seen_at_once_and_who_was_quicker_is_said()
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Administrator);
        var page = await OpenAsync(screen);
        var edit = (await new BrokerFormQueries(_desk.Office.Crm).AllAsync(_desk.Manager, default)).Single().ToEdit();
        Assert.True((await Commands.SaveAsync(_desk.Manager, new BrokerFormEdit { Name = "Biuro Kamyk", InvestmentIds = [_desk.Offered] }, default)).Ok);
        await screen.SeesAsync(() => page.FindAll(".settings-who strong").Select(name => name.TextContent).ToArray() is ["Biuro Kamyk", "Dom i Klucz"], "the new form");

        page.One("button", "Change: Dom i Klucz").Click();
        page.Find($"#f-name-{_desk.FormId}").Change("Mine");
        Assert.True((await Commands.SaveAsync(_desk.Manager, edit with { Name = "Dom" }, default)).Ok);
        await screen.SeesAsync(() => page.FindAll(".settings-who strong").Any(name => name.TextContent == "Dom"), "its new name");
        Assert.Equal("Mine", page.Find($"#f-name-{_desk.FormId}").GetAttribute("value"));
        page.Find(".forms form").Submit();
        await screen.SeesAsync(() => page.FindAll(".notice").Any(told => told.TextContent.StartsWith("Ewa Wilk changed this", StringComparison.Ordinal)), "who was quicker");
        Assert.Equal("Mine", page.Find($"#f-name-{_desk.FormId}").GetAttribute("value"));
        Assert.True((await Commands.SwitchAsync(_desk.Manager, _desk.FormId, false, default)).Ok);
        await screen.SeesAsync(() => page.FindAll(".forms .tag").Select(tag => tag.TextContent).ToArray() is ["on", "off"], "that it is off");
    }

    [Fact]
    public async Task What_cannot_be_is_said_beside_its_field()
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Administrator);
        var page = await OpenAsync(screen);
        page.One("button", "New form").Click();
        page.Find("#f-name-new").Change("Dom i Klucz");
        page.Find("form").Submit();
        await screen.SeesAsync(() => page.FindAll(".notice[role=alert]").Count == 1, "that it is not saved");
        Assert.Single(page.FindAll(".field-wrong"));
        Assert.NotNull(page.Find("#f-name-new").ParentElement!.QuerySelector(".field-wrong"));
        Assert.Equal("Dom i Klucz", page.Find("#f-name-new").GetAttribute("value"));
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Without_the_right_it_does_not_open_and_nothing_is_switched()
    {
        var nobody = People.Without(SubmissionPermissions.Forms);
        using var stranger = new SettingsScreen(_desk.Office, nobody);
        Assert.Throws<AccessRefused>(() => stranger.Open<FormsPage>("settings/forms"));
        await Assert.ThrowsAsync<AccessRefused>(() => Commands.SwitchAsync(nobody, _desk.FormId, false, default));
        Assert.True((await new BrokerFormQueries(_desk.Office.Crm).AllAsync(_desk.Manager, default)).Single().On);
    }

    private static async Task<IRenderedComponent<IComponent>> OpenAsync(SettingsScreen screen)
    {
        var page = screen.Open<FormsPage>("settings/forms");
        await screen.SeesAsync(() => page.FindAll(".forms li").Count == 1, "the form");
        return page;
    }
}
