using AngleSharp.Dom;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Web;
using CrmLive.Web.Account;
using CrmLive.Web.Live;
using CrmLive.Web.Submissions;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Submissions;

public sealed class InboxPageTests : IAsyncLifetime, IDisposable
{
    private static readonly InboxFilter Pending = new() { Tile = InboxTile.Pending };

    private BrokerDesk _desk = default!;
    private InboxScreen _screen = default!;

    public async Task InitializeAsync()
    {
        _desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);
        _screen = new InboxScreen(_desk);
        await _screen.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _screen.LeaveAsync();
        await _desk.DisposeAsync();
    }

    public void Dispose() => _screen.Dispose();

    [Fact, Trait("Feature", "B7"), Trait("Feature", "B3"), Trait("Feature", "B4"), Trait("Feature", "P3")]
    public async Task A_new_submission_renders_its_row_its_block_the_tiles_and_the_menus_count_in_one_batch_and_no_other_row()
    {
        await _desk.TakenAsync(_desk.Jan);
        await _desk.TakenAsync(_desk.Jan);
        using var wire = new Wire(_screen.Services);
        _screen.Navigation.NavigateTo(InboxAddress.Of(Pending));
        await wire.OpenAsync(InboxScreen.Page());
        await _screen.SeesAsync(() => _screen.Get<InboxFeed>().Now.Ready, "the view is read");
        for (var id = 3; id <= LiveBlocks.Size; id++)
        {
            wire.Forget();
            await _desk.TakenAsync(_desk.Jan);
            await _screen.SeesAsync(() => wire.Batches.Count > 0, "it is seen");
            // The first of a block brings the block, and the list is rendered for it.
            string[] list = id == LiveBlocks.Size ? ["InboxList"] : [];
            Assert.Equal(["InboxBlock", "InboxCount", "InboxLine", .. list, "OneBatch", "PendingCount"], Assert.Single(wire.Batches).Order());
        }
    }

    [Fact, Trait("Feature", "B3"), Trait("Feature", "B4")]
    public async Task Whoever_comes_while_others_watch_already_sees_the_counts_at_once()
    {
        await _desk.TakenAsync(_desk.Jan);
        using var others = await _screen.Get<InboxView>().WatchAsync(default);
        await _screen.SeesAsync(() => _screen.Get<SharedView<InboxNow>>().Current.Value.Ready, "the others' inbox");
        var page = _screen.Open(Pending);
        Assert.Equal(("1", "(1)"), (page.Find(".count .number").TextContent, page.Find(".inbox-tile[aria-current] .number").TextContent));
    }

    [Fact, Trait("Feature", "B7"), Trait("Feature", "B4"), Trait("Feature", "B6")]
    public async Task The_newest_slides_in_and_under_a_pointer_it_waits_and_is_counted()
    {
        await _desk.TakenAsync(_desk.Jan);
        var page = _screen.Open(Pending);
        await _screen.ReadsAsync(page, "Jan Nowak");
        Assert.Equal(["Jan Nowak", "Zielona"], page.FindAll(".inbox-rows a > :not(time)").Select(cell => cell.TextContent));
        await _desk.TakenAsync(_desk.Jan with { FirstName = "Ewa" });
        await _screen.SeesAsync(() => Names(page) is ["Ewa Nowak", "Jan Nowak"], "the new one is on top");
        Assert.Equal("(2)", page.Find(".inbox-tile[aria-current] .number").TextContent);

        await page.InvokeAsync(() => page.Find(".inbox-hold").TriggerEvent("onpointerenter", new Microsoft.AspNetCore.Components.Web.PointerEventArgs()));
        await _desk.TakenAsync(_desk.Jan with { FirstName = "Ola" });
        await _desk.TakenAsync(_desk.Jan with { FirstName = "Iza" });
        await _screen.SeesAsync(() => page.FindAll(".inbox-new").Any(button => button.TextContent == "2 new"), "two wait");
        Assert.Equal(["Ewa Nowak", "Jan Nowak"], Names(page));
        Assert.Equal("(4)", page.Find(".inbox-tile[aria-current] .number").TextContent);
        await page.InvokeAsync(() => page.Find(".inbox-new").Click());
        Assert.Equal(["Iza Nowak", "Ola Nowak", "Ewa Nowak", "Jan Nowak"], Names(page));
        await _desk.TakenAsync(_desk.Jan with { FirstName = "Ala" });
        await _screen.SeesAsync(() => page.FindAll(".inbox-new").Count == 1, "one waits");
        await page.InvokeAsync(() => page.Find(".inbox-hold").TriggerEvent("onpointerleave", new Microsoft.AspNetCore.Components.Web.PointerEventArgs()));
        Assert.Equal("Ala Nowak", Names(page)[0]);
        Assert.Empty(page.FindAll(".inbox-new"));
    }

    [Fact, Trait("Feature", "B5"), Trait("Feature", "B6")]
    public async Task The_table_of_all_is_narrowed_by_its_address_and_stays_live_while_it_is()
    {
        var id = await _desk.TakenAsync(_desk.Jan);
        var filter = new InboxFilter { Client = "now", Broker = "halina", From = new DateOnly(2026, 11, 23), Statuses = [SubmissionStatus.Pending, SubmissionStatus.Accepted], InvestmentIds = [_desk.Offered], FormIds = [_desk.FormId] };
        Assert.Equal(filter, InboxAddress.Read("https://crm.example.org/" + InboxAddress.Of(filter)));
        var page = _screen.Open(filter);
        await _screen.ReadsAsync(page, "Jan Nowak");
        Assert.Equal(["Jan Nowak", $"{id}", "Zielona", "Dom i Klucz", "Halina Rogowska", "today 10:00", "Waiting for a decision"], page.FindAll(".inbox-table tbody tr > *").Select(cell => cell.TextContent.Trim()));
        await _desk.TakenAsync(_desk.Jan with { LastName = "Lis" });
        await _desk.TakenAsync(_desk.Jan with { FirstName = "Ewa" });
        await _screen.SeesAsync(() => page.FindAll(".inbox-table tbody th").Select(cell => cell.TextContent.Trim()).ToArray() is ["Ewa Nowak", "Jan Nowak"], "the one that matches");
        await _desk.Commands.DecideAsync(_desk.Administrator, new Decision { SubmissionId = id, Verdict = Verdict.Reject }, default);
        await _screen.SeesAsync(() => page.FindAll(".inbox-table tbody th").Count == 1, "what no longer matches has gone");
    }

    [Fact, Trait("Feature", "B8"), Trait("Feature", "B9"), Trait("Feature", "B10"), Trait("Feature", "B12")]
    public async Task The_details_show_what_was_handed_in_and_who_may_be_the_same()
    {
        await _desk.Office.AddClientAsync("Adam", "Kot", "600 111 222");
        var id = await _desk.TakenAsync(_desk.Jan with { Pesel = "44051401359", IdCard = "ABS123456", BrokerPhone = "500 600 700", Note = "two rooms" });
        var page = _screen.Open(Pending, id);
        await _screen.ReadsAsync(page, "Adam Kot");
        Assert.Equal(
            ["Investment", "Zielona", "First name", "Jan", "Last name", "Nowak", "Phone", "+48 600 111 222", "E-mail", "Jan.Nowak@example.org", "PESEL", "•••••••1359", "Identity card number", "•••••3456", "Source", "Dom i Klucz", "Note", "two rooms"],
            Facts(page, "s-client"));
        Assert.Equal(
            ["Name", "Halina Rogowska", "E-mail", "halina@example.net", "Phone", "500 600 700", "Received", "today 10:00", "Decided", "–"],
            Facts(page, "s-broker").Take(10));
        Assert.Equal(["phone"], page.FindAll("[aria-labelledby=s-alike-clients] .tag").Select(tag => tag.TextContent));
        await _desk.Commands.DecideAsync(_desk.Administrator, new Decision { SubmissionId = id, Verdict = Verdict.Accept, Comment = "Welcome" }, default);
        await _screen.SeesAsync(() => Facts(page, "s-broker").Contains("Welcome"), "the decision");
        Assert.EndsWith(", Adam Bóbr", Facts(page, "s-broker")[9], StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".inbox-do"));
    }

    [Fact, Trait("Feature", "B15"), Trait("Feature", "B17")]
    public async Task A_match_that_a_colleague_makes_is_offered_in_the_open_dialog_and_one_that_is_merged_away_is_said()
    {
        var id = await _desk.TakenAsync(_desk.Jan);
        var page = _screen.Open(Pending, id);
        await _screen.SeesAsync(() => page.FindAll(".inbox-do").Count == 1, "the panel");
        await _screen.ReadsAsync(page, _screen.Text("Alike.None"));
        await page.InvokeAsync(() => page.Find(".inbox-do .main").Click());
        Assert.Empty(page.FindAll("dialog .notice"));

        var kot = await _desk.Office.AddClientAsync("Adam", "Kot", "600 111 222");
        await _screen.ReadsAsync(page, _screen.Text("Accept.MayBe", "Adam Kot", "phone"));
        await page.InvokeAsync(() => page.FindAll("dialog input[name=way]")[1].Change("on"));
        await page.InvokeAsync(() => page.Find("dialog input[name=client]").Change("on"));
        var lis = await _desk.Office.AddClientAsync("Adam", "Lis", "700 100 100");
        Assert.True((await new ClientMerging(_desk.Office.Crm).MergeAsync(Actor.System, (lis.Id, 0), (kot.Id, 0), new HashSet<MergeField>(), default)).Ok);
        await _screen.ReadsAsync(page, _screen.Text("Accept.Merged", "Adam Kot", "Adam Lis"));
        await page.InvokeAsync(() => page.Find("dialog form").Submit());
        await _screen.SeesAsync(() => page.FindAll("dialog").Count == 0, "it is decided");
        Assert.Equal(lis.Id, (await _desk.Inbox.CardAsync(_desk.Manager, id, default))!.Client!.Id);
    }

    [Fact, Trait("Feature", "B21")]
    public async Task Two_reviewers_see_each_other_and_whoever_comes_second_reads_who_decided_and_when()
    {
        var id = await _desk.TakenAsync(_desk.Jan);
        var page = _screen.Open(Pending, id);
        await _screen.SeesAsync(() => page.FindAll(".inbox-do").Count == 1, "the panel");
        using (_screen.Get<Onlookers>().Enter(new Looked(LiveTopic.Submissions, id), _desk.Administrator.UserId!.Value))
        {
            await _screen.ReadsAsync(page, "Adam Bóbr");
        }

        await _screen.SeesAsync(() => !page.Markup.Contains("Adam Bóbr", StringComparison.Ordinal), "he has left");
        await page.InvokeAsync(() => page.FindAll(".inbox-do button")[1].Click());
        await _desk.Commands.DecideAsync(_desk.Administrator, new Decision { SubmissionId = id, Verdict = Verdict.Create }, default);
        await _screen.SeesAsync(() => page.FindAll(".inbox-panel > .notice").Count == 1, "it is said");
        Assert.StartsWith("Adam Bóbr was quicker and decided today ", page.Find(".inbox-panel > .notice").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("dialog"));
    }

    [Fact, Trait("Feature", "B17"), Trait("Feature", "P4")]
    public async Task Whoever_may_only_look_has_no_buttons_and_a_right_taken_away_is_said()
    {
        var id = await _desk.TakenAsync(_desk.Jan);
        var page = _screen.Open(Pending, id);
        await _screen.SeesAsync(() => page.FindAll(".inbox-do").Count == 1, "the panel");
        await page.InvokeAsync(() => page.Find(".inbox-do .main").Click());
        _screen.Get<SignedIn>().Actor = People.Without(SubmissionPermissions.Decide) with { UserId = _desk.Manager.UserId };
        await page.InvokeAsync(() => page.Find("dialog form").Submit());
        await _screen.ReadsAsync(page, _screen.Text("Decide.Refused"));
        Assert.Equal(SubmissionStatus.Pending, (await _desk.Inbox.CardAsync(_desk.Manager, id, default))!.Status);
        var looks = _screen.Open(Pending, id);
        await _screen.ReadsAsync(looks, "halina@example.net");
        Assert.Empty(looks.FindAll(".inbox-do"));
    }

    private static string[] Names(IRenderedComponent<IComponent> page) => [.. page.FindAll(".inbox-rows strong").Select(name => name.TextContent)];

    private static string[] Facts(IRenderedComponent<IComponent> page, string section) =>
        [.. page.FindAll($"[aria-labelledby={section}] dl > *").Select(fact => string.Join(' ', fact.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
