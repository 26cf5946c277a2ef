using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using CrmLive.Tests.Submissions;
using CrmLive.Web.Settings;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

[Trait("Feature", "P8")]
public sealed class MailWordsPageTests : IAsyncLifetime
{
    private const string Notice = "settings/templates?kind=ClientNotice&language=en";

    private static readonly MailText Own = new("{office} and you", "We have your name from {source}.");

    private BrokerDesk _desk = default!;

    private MailTemplateCommands Templates => new(_desk.Office.Crm, _desk.Office.Route());

    public async Task InitializeAsync() => _desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory, Trait("Feature", "P10"), Trait("Feature", "P16")]
    [InlineData("en", "To clients: where we have their data from", "a real-estate broker (Dom i Klucz)")]
    [InlineData("pl", "Do klientów: skąd mamy dane", "pośrednik w obrocie nieruchomościami (Dom i Klucz)")]
    [InlineData("ru", "Клиентам: откуда данные", "брокер по недвижимости (Dom i Klucz)")]
    public async Task Each_kind_of_mail_is_there_in_the_readers_language_and_shown_as_it_would_read(string language, string kind, string read)
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Administrator, language);
        var page = screen.Open<TemplatesPage>("settings/templates?kind=ClientNotice");
        await screen.SeesAsync(() => page.FindAll(".template-preview pre").Any(text => text.TextContent.Contains(read, StringComparison.Ordinal)), "how it reads");
        Assert.Equal(Enum.GetValues<MailKind>().Length, page.FindAll(".dictionaries-kinds a").Count);
        Assert.Equal(kind, page.Find(".dictionaries-kinds a[aria-current=page]").TextContent.Trim());
    }

    [Fact]
    public async Task What_a_text_lacks_is_said_beside_it_while_it_is_typed_and_nothing_is_saved()
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Administrator);
        var page = await OpenAsync(screen);
        await page.InvokeAsync(() => page.Find("#t-subject").Input(" "));
        await page.InvokeAsync(() => page.Find("#t-body").Input("From somebody. {pesel}"));
        Assert.NotNull(page.Find("#t-subject").ParentElement!.QuerySelector(".field-wrong"));
        Assert.Equal(["{pesel}", "{source}", "{office}"], page.FindAll("form > .field-wrong").Select(wrong => wrong.TextContent[wrong.TextContent.IndexOf('{', StringComparison.Ordinal)..(wrong.TextContent.IndexOf('}', StringComparison.Ordinal) + 1)]));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.SeesAsync(() => page.FindAll(".notice[role=alert]").Count == 1, "that it is not saved");
        Assert.DoesNotContain(await Templates.AllAsync(_desk.Administrator, "en", default), row => row.IsOwn);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Another_administrators_words_stand_here_at_once_but_never_in_place_of_what_is_being_typed()
    {
        using var screen = new SettingsScreen(_desk.Office, _desk.Administrator);
        var page = await OpenAsync(screen);
        var ewa = People.Of(BuiltInRoles.Administrator, userId: _desk.Manager.UserId) with { Name = "Ewa Wilk" };
        Assert.True((await Templates.SaveAsync(ewa, MailKind.ClientNotice, "en", Own, 0, default)).Ok);
        await screen.SeesAsync(() => page.Find("#t-subject").GetAttribute("value") == Own.Subject, "her words");
        Assert.Single(page.FindAll(".dictionaries-kinds .tag"));

        await page.InvokeAsync(() => page.Find("#t-subject").Input("Mine, {office}"));
        var version = (await Templates.AllAsync(ewa, "en", default)).Single(row => row.Kind == MailKind.ClientNotice).Version;
        Assert.True((await Templates.SaveAsync(ewa, MailKind.ClientNotice, "en", Own with { Subject = "Hers, {office}" }, version, default)).Ok);
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.SeesAsync(() => page.FindAll(".notice").Any(told => told.TextContent.StartsWith("Ewa Wilk changed this", StringComparison.Ordinal)), "who was quicker");
        Assert.Equal("Mine, {office}", page.Find("#t-subject").GetAttribute("value"));
        Assert.Equal("Hers, {office}", (await Templates.AllAsync(ewa, "en", default)).Single(row => row.IsOwn).Text.Subject);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Without_the_right_it_does_not_open_and_a_right_taken_away_meanwhile_is_named()
    {
        using var stranger = new SettingsScreen(_desk.Office, _desk.Manager);
        Assert.Throws<AccessRefused>(() => stranger.Open<TemplatesPage>(Notice));
        using var screen = new SettingsScreen(_desk.Office, _desk.Administrator);
        var page = await OpenAsync(screen);
        screen.Me.Actor = People.Without(OfficePermissions.Settings);
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.SeesAsync(() => page.FindAll(".notice").Any(told => told.TextContent.Contains("change the office's settings", StringComparison.Ordinal)), "which right is missing");
    }

    private static async Task<IRenderedComponent<IComponent>> OpenAsync(SettingsScreen screen)
    {
        var page = screen.Open<TemplatesPage>(Notice);
        await screen.SeesAsync(() => page.FindAll("#t-subject").Any(field => field.GetAttribute("value") == "{office}: where we have your data from"), "the built-in words");
        return page;
    }
}
