using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Data;
using CrmLive.Core.Post;
using CrmLive.Tests.Data;
using CrmLive.Tests.Post;
using CrmLive.Web.Settings;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

[Trait("Feature", "P9")]
public sealed class ReceivedPageTests : IAsyncLifetime
{
    private const string Mail = "Plans, anna@example.com";

    private PostRoom _room = default!;

    public async Task InitializeAsync() => _room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Theory, Trait("Feature", "P10")]
    [InlineData("en", "nobody’s", "To a client…")]
    [InlineData("pl", "niczyja", "Do klienta…")]
    [InlineData("ru", "ничьё", "К клиенту…")]
    public async Task A_mail_that_comes_in_stands_here_by_itself_and_goes_when_a_colleague_has_sorted_it(string language, string kind, string toClient)
    {
        using var screen = new SettingsScreen(_room.Office, _room.Desk.Manager, language);
        var page = screen.Open<ReceivedPage>("settings/received");
        await screen.SeesAsync(() => page.FindAll(".face").Count == 1, "that there is nothing to sort");
        await TakeAsync();
        await screen.SeesAsync(() => page.FindAll(".outbox-rows li").Count == 1, "the mail");
        Assert.Equal((kind, "1"), (page.Find(".outbox-how .state").TextContent, page.Find(".roster-views a[aria-current] .number").TextContent));
        page.One("button", $"{toClient}: {Mail}");
        Assert.True((await _room.Commands.DiscardAsync(_room.Desk.Administrator, (await _room.ReceivedAsync())[0].Id, default)).Ok);
        await screen.SeesAsync(() => page.FindAll(".outbox-rows li").Count == 0, "that it is sorted");
    }

    [Fact, Trait("Feature", "B12")]
    public async Task Whose_it_is_is_looked_for_by_name_and_whoever_was_merged_away_meanwhile_is_asked_for_again()
    {
        var advisor = await _room.Office.AddUserAsync("Jan", "Gaj");
        var gone = await _room.Office.AddClientAsync("Anna", "Kotowska", "600 111 222", advisor.Id);
        var left = await _room.Office.AddClientAsync("Anna", "Lisowska", "600 333 444", advisor.Id);
        await TakeAsync();
        using var screen = new SettingsScreen(_room.Office, _room.Desk.Manager);
        var page = screen.Open<ReceivedPage>("settings/received");
        await screen.SeesAsync(() => page.FindAll(".outbox-rows li").Count == 1, "the mail");
        await page.InvokeAsync(() => page.One("button", $"To a client…: {Mail}").Click());
        Assert.Equal("Whose mail is “Plans”?", page.Find("dialog h2").TextContent);
        await page.InvokeAsync(() => page.Find("#client-pick").Input("kotow"));
        await screen.SeesAsync(() => page.FindAll(".pick-hit .search-title").Any(hit => hit.TextContent == "Anna Kotowska"), "who is called so");

        Assert.True((await new ClientMerging(_room.Office.Crm).MergeAsync(Actor.System, (left.Id, 0), (gone.Id, 0), new HashSet<MergeField>(), default)).Ok);
        await page.InvokeAsync(() => page.Find(".pick-hit").Click());
        await screen.SeesAsync(() => page.FindAll("dialog .notice").Any(told => told.TextContent.Contains("There is no such client.", StringComparison.Ordinal)), "that this one is gone");
        await page.InvokeAsync(() => page.Find("#client-pick").Input("lisow"));
        await screen.SeesAsync(() => page.FindAll(".pick-hit .search-title").Any(hit => hit.TextContent == "Anna Lisowska"), "who is left");
        await page.InvokeAsync(() => page.Find(".pick-hit").Click());
        await screen.SeesAsync(() => page.FindAll("dialog").Count == 0 && page.FindAll(".outbox-rows li").Count == 0, "that it is sorted");
        Assert.Equal((ReceivedKind.Client, left.Id), (await _room.ReceivedAsync())[0] is var mail ? (mail.Kind, mail.ClientId) : default);
    }

    [Fact]
    public async Task A_number_of_no_submission_is_said_beside_where_it_was_typed()
    {
        await TakeAsync();
        using var screen = new SettingsScreen(_room.Office, _room.Desk.Manager);
        var page = screen.Open<ReceivedPage>("settings/received");
        await screen.SeesAsync(() => page.FindAll(".outbox-rows li").Count == 1, "the mail");
        await page.InvokeAsync(() => page.One("button", $"Read: {Mail}").Click());
        await screen.SeesAsync(() => page.FindAll(".outbox-text").Any(text => text.TextContent.Contains("Here are the plans.", StringComparison.Ordinal)), "what it says");
        await page.InvokeAsync(() => page.Find(".outbox-answer-form input").Input("99999"));
        await page.InvokeAsync(() => page.Find(".outbox-answer-form").Submit());
        await screen.SeesAsync(() => page.FindAll(".outbox-answer-form .field-wrong").Any(wrong => wrong.TextContent == "There is no such submission."), "why not");
        Assert.Equal("99999", page.Find(".outbox-answer-form input").GetAttribute("value"));
    }

    [Fact, Trait("Feature", "P4")]
    public async Task Without_the_right_it_does_not_open_and_a_right_taken_away_meanwhile_is_named()
    {
        await TakeAsync();
        using var stranger = new SettingsScreen(_room.Office, People.Of(BuiltInRoles.Advisor, userId: _room.Desk.Manager.UserId));
        Assert.Throws<AccessRefused>(() => stranger.Open<ReceivedPage>("settings/received"));
        using var screen = new SettingsScreen(_room.Office, _room.Desk.Manager);
        var page = screen.Open<ReceivedPage>("settings/received");
        await screen.SeesAsync(() => page.FindAll(".outbox-rows li").Count == 1, "the mail");
        screen.Me.Actor = People.Without(PostPermissions.Sort);
        await page.InvokeAsync(() => page.One("button", $"It is nothing: {Mail}").Click());
        await screen.SeesAsync(() => page.FindAll(".notice").Any(told => told.TextContent.Contains("sort received mails", StringComparison.Ordinal)), "which right is missing");
        Assert.Equal(ReceivedKind.Unmatched, (await _room.ReceivedAsync())[0].Kind);
    }

    private async Task TakeAsync() => Assert.Equal(ReceivedKind.Unmatched, await _room.TakeAsync(PostRoom.Mail("anna@example.com", "Here are the plans.", subject: "Plans")));
}
