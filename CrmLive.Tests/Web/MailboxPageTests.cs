using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Post.Reading;
using CrmLive.Tests.Data;
using CrmLive.Tests.Post;
using CrmLive.Web.Settings;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

[Trait("Feature", "P9")]
public sealed class MailboxPageTests : IAsyncLifetime
{
    private PostRoom _room = default!;

    public async Task InitializeAsync() => _room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Theory, Trait("Feature", "P10")]
    [InlineData("en", "Mailbox", "Not read yet")]
    [InlineData("pl", "Skrzynka odbiorcza", "Jeszcze nie odczytywana")]
    [InlineData("ru", "Почтовый ящик", "Ещё не читался")]
    public async Task How_reading_goes_stands_above_the_fields_and_changes_by_itself(string language, string title, string never)
    {
        using var screen = new SettingsScreen(_room.Office, _room.Desk.Administrator, language);
        var page = await OpenAsync(screen);
        Assert.Equal(title, page.Find("h1").TextContent);
        Assert.Equal(never, page.Find(".state").TextContent.Trim());
        var reader = new MailboxLease(_room.Office.Crm);
        Assert.True(await reader.TakeAsync(default));
        await reader.IsInTroubleAsync("NO [AUTHENTICATIONFAILED] wrong", default);
        await screen.SeesAsync(() => page.FindAll(".state[data-tone=bad] samp").Any(answer => answer.TextContent == "NO [AUTHENTICATIONFAILED] wrong"), "what the server says");
    }

    [Fact]
    public async Task What_cannot_be_is_said_beside_its_field_and_what_was_typed_stays()
    {
        using var screen = new SettingsScreen(_room.Office, _room.Desk.Administrator);
        var page = await OpenAsync(screen);
        await page.InvokeAsync(() => page.Find("input[type=checkbox]").Change(true));
        await page.InvokeAsync(() => page.Find("#b-host").Change("no host at all"));
        await page.InvokeAsync(() => page.Find("#b-address").Change("nobody"));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.SeesAsync(() => page.FindAll(".notice[role=alert]").Count == 1, "that it is not saved");
        foreach (var field in (string[])["b-host", "b-user", "b-address"])
        {
            Assert.NotNull(page.Find($"#{field}").ParentElement!.QuerySelector(".field-wrong"));
        }

        Assert.Equal("no host at all", page.Find("#b-host").GetAttribute("value"));
        Assert.Equal(3, page.FindAll(".field-wrong").Count);
    }

    [Fact, Trait("Feature", "P4")]
    public async Task What_another_administrator_saves_stands_here_at_once_but_never_in_place_of_what_is_being_typed()
    {
        using var here = new SettingsScreen(_room.Office, _room.Desk.Administrator);
        using var there = new SettingsScreen(_room.Office, _room.Desk.Administrator);
        var (page, other) = (await OpenAsync(here), await OpenAsync(there));
        await _room.ReadFromAsync(new MailboxSettings { On = true, Host = "imap.example.org", User = "office", Address = PostRoom.Address });
        await here.SeesAsync(() => HostOf(page) == "imap.example.org", "the new server");
        await there.SeesAsync(() => HostOf(other) == "imap.example.org", "the new server there");

        await page.InvokeAsync(() => page.Find("#b-host").Input("imap.mine"));
        await page.InvokeAsync(() => page.Find("#b-host").Change("imap.mine.example"));
        await _room.ReadFromAsync(new MailboxSettings { On = true, Host = "imap.third.example", User = "office", Address = PostRoom.Address });
        await there.SeesAsync(() => HostOf(other) == "imap.third.example", "the third server there");
        await here.SeesAsync(() => true, "its turn to listen");
        Assert.Equal("imap.mine.example", HostOf(page));
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Without_the_right_it_does_not_open_and_a_right_taken_away_meanwhile_is_named()
    {
        using var stranger = new SettingsScreen(_room.Office, _room.Desk.Manager);
        Assert.Throws<AccessRefused>(() => stranger.Open<MailboxPage>("settings/mailbox"));
        using var screen = new SettingsScreen(_room.Office, _room.Desk.Administrator);
        var page = await OpenAsync(screen);
        screen.Me.Actor = People.Without(OfficePermissions.Settings);
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.SeesAsync(() => page.FindAll(".notice").Any(told => told.TextContent.Contains("change the office's settings", StringComparison.Ordinal)), "which right is missing");
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Of_a_page_whose_right_was_taken_away_nothing_stands_at_the_next_change_and_the_screen_goes_on()
    {
        using var screen = new SettingsScreen(_room.Office, _room.Desk.Administrator);
        var page = await OpenAsync(screen);
        screen.Me.Actor = People.Without(OfficePermissions.Settings);
        await _room.ReadFromAsync(new MailboxSettings { On = true, Host = "imap.example.org", User = "office", Address = PostRoom.Address });
        await screen.SeesAsync(() => page.FindAll("#b-host").Count == 0 && page.FindAll(".notice[role=alert]").Any(told => told.TextContent.Contains("change the office's settings", StringComparison.Ordinal)), "which right is missing, and no field");
        Assert.DoesNotContain("imap.example.org", page.Markup, StringComparison.Ordinal);
    }

    private static string? HostOf(IRenderedComponent<IComponent> page) => page.Find("#b-host").GetAttribute("value");

    private static async Task<IRenderedComponent<IComponent>> OpenAsync(SettingsScreen screen)
    {
        var page = screen.Open<MailboxPage>("settings/mailbox");
        await screen.SeesAsync(() => page.FindAll("#b-host").Count == 1 && page.FindAll("#r-sender").Count == 1, "the fields");
        return page;
    }
}
