using AngleSharp.Dom;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Web.Submissions;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Submissions;

/// <summary>What happens to the inbox while somebody has it open.</summary>
public sealed class InboxFaultTests : IAsyncLifetime, IDisposable
{
    private static readonly InboxFilter Pending = new() { Tile = InboxTile.Pending };

    private BrokerDesk _desk = default!;
    private InboxScreen _screen = default!;

    public async Task InitializeAsync()
    {
        _desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);
        _screen = new InboxScreen(_desk, _desk.Administrator);
        await _screen.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _screen.LeaveAsync();
        await _desk.DisposeAsync();
    }

    public void Dispose() => _screen.Dispose();

    [Fact, Trait("Feature", "B6"), Trait("Feature", "B7"), Trait("Feature", "P24")]
    public async Task A_database_that_does_not_answer_is_said_the_next_try_brings_the_rows_and_they_stay_when_it_goes_again()
    {
        await _desk.TakenAsync(_desk.Jan);
        await _desk.Office.RenameAsync("Submissions", "Elsewhere");
        var page = _screen.Open(Pending);
        await _screen.ReadsAsync(page, _screen.Text("Failed"));
        await _desk.Office.RenameAsync("Elsewhere", "Submissions");
        await page.InvokeAsync(() => page.Find(".face button").Click());
        await _screen.ReadsAsync(page, "Jan Nowak");

        await _screen.SeesAsync(() => !_screen.Get<InboxFeed>().Now.Failed, "the view is read again");
        await _desk.Office.RenameAsync("Submissions", "Elsewhere");
        _desk.Office.Bus.Publish([new LiveEvent(LiveTopic.Submissions, 0, 0)]);
        await _screen.SeesAsync(() => _screen.Get<InboxFeed>().Now.Failed, "the view says that it is not read");
        Assert.Empty(page.FindAll(".face"));
        Assert.Contains("Jan Nowak", page.Markup, StringComparison.Ordinal);
        await _desk.Office.RenameAsync("Elsewhere", "Submissions");
        await _desk.TakenAsync(_desk.Jan with { FirstName = "Ewa" });
        await _screen.ReadsAsync(page, "Ewa Nowak");
    }

    [Fact, Trait("Feature", "B17"), Trait("Feature", "P24")]
    public async Task A_decision_that_could_not_be_kept_is_said_with_all_that_was_typed_and_kept_at_the_next_try()
    {
        var (id, page) = await DecidingAsync();
        await page.InvokeAsync(() => page.Find("#d-comment").Change("Welcome"));
        await _desk.Office.RenameAsync("OutboxMails", "Elsewhere");
        await page.InvokeAsync(() => page.Find("dialog form").Submit());
        await _screen.SeesAsync(() => page.FindAll("dialog .notice").Any(notice => notice.TextContent.Contains(_screen.Text("Failed"), StringComparison.Ordinal)), "it is said");
        await _desk.Office.RenameAsync("Elsewhere", "OutboxMails");
        Assert.Equal(SubmissionStatus.Pending, (await _desk.Inbox.CardAsync(_desk.Manager, id, default))!.Status);
        await page.InvokeAsync(() => page.Find("dialog form").Submit());
        await _screen.SeesAsync(() => page.FindAll("dialog").Count == 0, "it is decided");
        Assert.Equal((SubmissionStatus.Accepted, "Welcome"), (await _desk.Inbox.CardAsync(_desk.Manager, id, default)) is { } card ? (card.Status, card.Comment) : default);
    }

    [Fact, Trait("Feature", "B15"), Trait("Feature", "B17"), Trait("Feature", "P16")]
    public async Task A_client_erased_while_they_are_chosen_is_said_at_once_and_goes_from_the_panel()
    {
        var kot = await _desk.Office.AddClientAsync("Adam", "Kot", "600 111 222");
        var (id, page) = await DecidingAsync();
        await _screen.SeesAsync(() => page.FindAll("dialog input[name=client]").Count == 1, "the one who is alike is offered");
        await page.InvokeAsync(() => page.Find("dialog input[name=client]").Change("on"));
        await using (var db = _desk.Office.Crm.Open(Actor.System))
        {
            db.Remove(await db.Set<Client>().SingleAsync(c => c.Id == kot.Id));
            await db.SaveChangesAsync();
        }

        await _screen.ReadsAsync(page, _screen.Text("Accept.ClientGone", "Adam Kot"));
        await _screen.SeesAsync(() => page.FindAll("[aria-labelledby=s-alike-clients] li").Count == 0, "they have gone from the panel");
        await page.InvokeAsync(() => page.Find("dialog form").Submit());
        await _screen.ReadsAsync(page, _screen.Text("Problem.ClientMissing"));
        Assert.Equal(SubmissionStatus.Pending, (await _desk.Inbox.CardAsync(_desk.Manager, id, default))!.Status);
    }

    [Fact, Trait("Feature", "B12"), Trait("Feature", "B17")]
    public async Task Of_several_who_may_be_the_same_none_is_chosen_for_the_reviewer()
    {
        await _desk.Office.AddClientAsync("Adam", "Kot", "600 111 222");
        await _desk.Office.AddClientAsync("Ewa", "Kot", "600 111 222");
        var (_, page) = await DecidingAsync(page => page.FindAll("[aria-labelledby=s-alike-clients] li").Count == 2);
        Assert.Equal([false, false], page.FindAll("dialog input[name=client]").Select(one => one.HasAttribute("checked")));
        await page.InvokeAsync(() => page.Find("dialog form").Submit());
        await _screen.ReadsAsync(page, _screen.Text("Problem.ClientMissing"));
    }

    [Fact, Trait("Feature", "B4"), Trait("Feature", "B16"), Trait("Feature", "B19")]
    public async Task What_a_broker_writes_is_counted_until_somebody_looks_and_stands_with_its_files_in_the_open_panel()
    {
        var id = await _desk.TakenAsync(_desk.Jan);
        var list = _screen.Open(Pending);
        await AnswerAsync(id, "Fourth.");
        await _screen.SeesAsync(() => Unread(list) == "(1)", "the thread is counted");

        var panel = _screen.Open(Pending, id);
        await _screen.ReadsAsync(panel, "Fourth.");
        await _screen.SeesAsync(() => Unread(list) is null, "it is read");
        await _desk.Thread.WriteAsync(_desk.Manager, id, "Which floor?", default);
        await _screen.ReadsAsync(panel, "Which floor?");
        await using (var db = _desk.Office.Crm.Open(Actor.System))
        {
            (await db.Set<OutboxMail>().SingleAsync()).State = MailState.Sent;
            db.Add(new SubmissionDocument { SubmissionId = id, Name = "plan.pdf", StoredAs = new string('a', 32), ContentType = "application/pdf" });
            await db.SaveChangesAsync();
        }

        await _screen.SeesAsync(() => panel.FindAll(".inbox-thread .state").Any(state => state.TextContent == _screen.Text("Mail.Sent")), "what became of the mail");
        await AnswerAsync(id, "Here is the plan.");
        await _screen.ReadsAsync(panel, "plan.pdf");
    }

    [Fact, Trait("Feature", "B6")]
    public async Task Of_more_than_a_page_the_next_is_asked_for()
    {
        // Fifty, and with the last of them its whole block: the fourth that came stands with the first, the eleventh with the sixth.
        await ComeAsync(53);
        var page = _screen.Open(Pending);
        await _screen.SeesAsync(() => page.FindAll(".inbox-rows a").Count == 53, "all");
        Assert.Empty(page.FindAll(".inbox-hold > button"));
        await ComeAsync(7);
        await _screen.SeesAsync(() => page.FindAll(".inbox-rows a").Count == 55, "a page");
        await page.InvokeAsync(() => page.FindAll(".inbox-hold > button").Single().Click());
        await _screen.SeesAsync(() => page.FindAll(".inbox-rows a").Count == 60, "and the next");
        Assert.Empty(page.FindAll(".inbox-hold > button"));

        async Task ComeAsync(int many)
        {
            for (; many > 0; many--)
            {
                await _desk.TakenAsync(_desk.Jan);
            }
        }
    }

    [Fact, Trait("Feature", "B22")]
    public async Task A_number_that_was_asked_for_is_masked_again_after_a_while_and_one_whose_keys_are_lost_is_called_so()
    {
        var id = await _desk.TakenAsync(_desk.Jan with { Pesel = "44051401359", IdCard = "ABA300000" });
        await using (var db = _desk.Office.Crm.Open(Actor.System))
        {
            (await db.Set<Submission>().SingleAsync()).IdCard = new SealedText("of lost keys");
            await db.SaveChangesAsync();
        }

        var page = _screen.Open(Pending, id);
        await _screen.ReadsAsync(page, _screen.Text("Number.Lost"));
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == _screen.Text("Number.Show")).Click());
        await page.InvokeAsync(() => page.Find(".personal-why input").Input("agreement"));
        await page.InvokeAsync(() => page.Find(".personal-why").Submit());
        await _screen.ReadsAsync(page, "44051401359");
        await _screen.SeesAsync(() => !page.Markup.Contains("44051401359", StringComparison.Ordinal), "it is masked again");
        Assert.Contains("•••••••1359", page.Markup, StringComparison.Ordinal);
    }

    private async Task<(int Id, IRenderedComponent<IComponent> Page)> DecidingAsync(Func<IRenderedComponent<IComponent>, bool>? when = null)
    {
        var id = await _desk.TakenAsync(_desk.Jan);
        var page = _screen.Open(Pending, id);
        await _screen.SeesAsync(() => page.FindAll(".inbox-do").Count == 1 && page.FindAll(".inbox-parts [aria-busy]").Count == 0 && (when is null || when(page)), "the panel");
        await page.InvokeAsync(() => page.Find(".inbox-do .main").Click());
        return (id, page);
    }

    private async Task AnswerAsync(int id, string text)
    {
        await using var db = _desk.Office.Crm.Open(Actor.System);
        await _desk.Thread.AnswerAsync(await db.Set<Submission>().Where(s => s.Id == id).Select(s => s.BrokerKey).SingleAsync(), text, default);
    }

    private static string? Unread(IRenderedComponent<IComponent> page) => page.FindAll(".inbox-tile")[(int)InboxTile.Messages].QuerySelector(".number")?.TextContent;
}
