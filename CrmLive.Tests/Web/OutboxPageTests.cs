using System.Collections.Frozen;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using CrmLive.Web.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web;

[Trait("Feature", "P8")]
public sealed class OutboxPageTests
{
    private static readonly Actor Administrator = new() { UserId = 1, Name = "Ewa Lis", Permissions = FrozenSet.Create(OfficePermissions.Settings), Scope = Scope.All };

    [Theory]
    [InlineData("en", "failed", "The server had the whole mail")]
    [InlineData("pl", "nie powiodła się", "Serwer miał całą wiadomość")]
    [InlineData("ru", "не отправлено", "Сервер получил письмо целиком")]
    public async Task It_says_what_became_of_a_mail_in_the_readers_language_and_the_servers_words_as_they_are(string language, string failed, string unclear)
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await QueueAsync(floor, "one", MailState.Failed, "550 5.1.1 No such user here");
        await QueueAsync(floor, "two", MailState.Unclear, MailReasons.NoAnswer);
        using var screen = Screen(floor, language);
        var page = Open(screen, OutboxView.Failed);
        await screen.SeesAsync(() => page.FindAll(".outbox-rows li").Count == 1, "the failed one");
        Assert.Equal(failed, page.Find(".outbox-how .state").TextContent.Trim());
        Assert.Equal("550 5.1.1 No such user here", page.Find(".outbox-answer").TextContent);
        var other = Open(screen, OutboxView.Unclear);
        await screen.SeesAsync(() => other.FindAll(".outbox-answer").Any(answer => answer.TextContent.StartsWith(unclear, StringComparison.Ordinal)), "why it is unclear");
    }

    [Fact]
    public async Task What_is_queued_elsewhere_appears_is_counted_read_discarded_and_found_among_the_discarded()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        using var screen = Screen(floor);
        var page = Open(screen, OutboxView.Waiting);
        await screen.SeesAsync(() => page.FindAll(".face").Count == 1, "an empty outbox");
        await QueueAsync(floor, "hello", MailState.Queued, null);
        await screen.SeesAsync(() => page.FindAll(".outbox-rows li").Count == 1, "the new mail");
        Assert.Equal(["1", "0", "0", "0", "0"], page.FindAll(".roster-views .number").Select(count => count.TextContent));

        await page.InvokeAsync(() => page.One("button", "Read: hello, anna@example.org").Click());
        await screen.SeesAsync(() => page.FindAll(".outbox-text").Any(text => text.TextContent == "the text"), "its text");
        await page.InvokeAsync(() => page.One("button", "Discard: hello, anna@example.org").Click());
        await screen.SeesAsync(() => page.FindAll(".outbox-rows li").Count == 0, "it is gone from here");
        Assert.Contains("It will not be sent.", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("1", page.FindAll(".roster-views .number")[^1].TextContent);
    }

    [Fact]
    public async Task When_nothing_gets_out_whoever_can_mend_it_is_told_on_every_page_and_nobody_else()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        using var screen = Screen(floor);
        var view = screen.Services.GetRequiredService<SharedView<MailStanding>>();
        var (hers, his) = (Banner(screen, Administrator), Banner(screen, Administrator with { Permissions = [] }));
        Assert.Empty(hers.FindAll(".mail-trouble"));
        view.Publish(new MailStanding { StuckSince = TestOffice.Monday, Waiting = 3, Why = "535 5.7.8 Authentication failed" });
        await screen.SeesAsync(() => hers.FindAll(".mail-trouble").Any(told => told.TextContent.Contains("3 mails wait", StringComparison.Ordinal)), "the trouble");
        Assert.Contains("535 5.7.8 Authentication failed", hers.Find(".mail-trouble samp").TextContent, StringComparison.Ordinal);
        Assert.Empty(his.FindAll(".mail-trouble"));
        view.Publish(new MailStanding());
        await screen.SeesAsync(() => hers.FindAll(".mail-trouble").Count == 0, "that it is over");
    }

    private static IRenderedComponent<IComponent> Open(Screen screen, OutboxView view)
    {
        screen.Services.GetRequiredService<NavigationManager>().NavigateTo($"settings/outbox?view={view}");
        return screen.Open<OutboxPage>();
    }

    private static IRenderedComponent<CascadingValue<Actor>> Banner(Screen screen, Actor who) =>
        screen.Render<CascadingValue<Actor>>(me => me.Add(m => m.Value, who).AddChildContent<MailTrouble>());

    private static async Task QueueAsync(CallFloor floor, string subject, MailState state, string? answer)
    {
        await using var db = floor.Office.Crm.Open(Actor.System);
        var now = floor.Office.Clock.GetUtcNow().UtcDateTime;
        db.Add(new OutboxMail { Key = subject, To = "anna@example.org", Subject = subject, Body = "the text", State = state, Answer = answer, QueuedAt = now, DueAt = now });
        await db.SaveChangesAsync();
    }

    private static Screen Screen(CallFloor floor, string language = "en")
    {
        var screen = new Screen(language, floor, services => services
            .AddSingleton(new OutboxQueries(floor.Office.Crm)).AddSingleton(new OutboxCommands(floor.Office.Crm)).AddSingleton(new SharedView<MailStanding>(new MailStanding())));
        screen.Me.Actor = Administrator;
        return screen;
    }
}
