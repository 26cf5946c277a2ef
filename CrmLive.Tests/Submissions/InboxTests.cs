using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Submissions;

public sealed class InboxTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B5"), Trait("Feature", "B7")]
    public async Task The_list_is_narrowed_by_all_that_the_page_asks(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var jan = await desk.TakenAsync(desk.Jan);
        desk.Office.Clock.Advance(TimeSpan.FromDays(1));
        var lech = await desk.TakenAsync(desk.Jan with { FirstName = "Łukasz", LastName = "Żak", InvestmentId = null, BrokerName = "Sabina Zielona" });
        async Task<int[]> Shown(InboxFilter filter) => [.. (await desk.Inbox.ListAsync(desk.Manager, filter, null, 10, default)).Select(row => row.Id)];
        var (first, second) = (new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 24));
        Assert.Equal([lech, jan], await Shown(new InboxFilter()));
        Assert.Equal([jan], await Shown(new InboxFilter { Id = jan }));
        Assert.Equal([lech], await Shown(new InboxFilter { Client = "zak lukasz" }));
        Assert.Equal([lech], await Shown(new InboxFilter { Broker = "sabina" }));
        Assert.Equal([jan], await Shown(new InboxFilter { From = first, To = first }));
        Assert.Equal([lech], await Shown(new InboxFilter { From = second }));
        Assert.Equal([jan], await Shown(new InboxFilter { InvestmentIds = [desk.Offered] }));
        Assert.Equal([lech, jan], await Shown(new InboxFilter { Statuses = [SubmissionStatus.Pending, SubmissionStatus.Rejected] }));
        Assert.Empty(await Shown(new InboxFilter { Statuses = [SubmissionStatus.Accepted] }));
        Assert.Equal([lech, jan], await Shown(new InboxFilter { FormIds = [desk.FormId] }));
        Assert.Empty(await Shown(new InboxFilter { FormIds = [desk.FormId + 1] }));
        Assert.Equal([jan], (await desk.Inbox.ListAsync(desk.Manager, new InboxFilter(), lech, 10, default)).Select(row => row.Id));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B3"), Trait("Feature", "B4")]
    public async Task Each_tile_counts_what_its_list_shows(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var ids = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await desk.TakenAsync(desk.Jan));
        }

        await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = ids[0], Verdict = Verdict.Accept }, default);
        await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = ids[1], Verdict = Verdict.Reject }, default);
        await desk.Thread.AnswerAsync(await KeyAsync(desk, ids[1]), "Why?", default);
        async Task<int[]> Shown(InboxTile tile) => [.. (await desk.Inbox.ListAsync(desk.Manager, new InboxFilter { Tile = tile }, null, 10, default)).Select(row => row.Id).Order()];
        Assert.Equal(ids[2..], await Shown(InboxTile.Pending));
        Assert.Equal([ids[0]], await Shown(InboxTile.Accepted));
        Assert.Equal([ids[1]], await Shown(InboxTile.Rejected));
        Assert.Equal([ids[1]], await Shown(InboxTile.Messages));
        Assert.Equal(new InboxCounts(3, 1), await desk.Inbox.CountsAsync(desk.Manager, default));
        Assert.Equal(default, await desk.Inbox.CountsAsync(People.Of(BuiltInRoles.Receptionist), default));
        Assert.Equal(1, await desk.Thread.MarkReadAsync(desk.Manager, ids[1], default));
        Assert.Equal(new InboxCounts(3, 0), await desk.Inbox.CountsAsync(desk.Manager, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B19"), Trait("Feature", "B20")]
    public async Task The_thread_holds_both_directions_and_what_became_of_each_mail(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var id = await desk.TakenAsync(desk.Jan);
        Assert.Equal("Missing", Assert.Single((await desk.Thread.WriteAsync(desk.Manager, id, " \n ", default)).Problems).Key);
        Assert.True((await desk.Thread.WriteAsync(desk.Manager, id, "Which floor?\nAnd when?", default)).Ok);
        Assert.Equal(SavedOutcome.Gone, (await desk.Thread.AnswerAsync("guessed", "Let me in", default)).Outcome);
        Assert.True((await desk.Thread.AnswerAsync(await KeyAsync(desk, id), "The third.", default)).Ok);
        var thread = await desk.Inbox.ThreadAsync(desk.Manager, id, default);
        Assert.Equal(
            [("Ewa Wilk", false, "Which floor?\nAnd when?", MailState.Queued), ("Halina Rogowska", true, "The third.", (MailState?)null)],
            thread.Select(row => (row.By, row.FromBroker, row.Text, row.Mail)));
        await using var db = desk.Office.Crm.Open(Actor.System);
        var mail = await db.Set<OutboxMail>().SingleAsync();
        Assert.Contains("Which floor?", mail.Body, StringComparison.Ordinal);
        (mail.State, mail.Answer) = (MailState.Failed, "550 No such user");
        await db.SaveChangesAsync();
        Assert.Equal((MailState.Failed, "550 No such user"), (await desk.Inbox.ThreadAsync(desk.Manager, id, default)).Select(row => (row.Mail, row.Answer)).First());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B1")]
    public async Task A_form_is_found_by_its_link_until_the_link_is_replaced(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (commands, queries) = (new BrokerFormCommands(desk.Office.Crm, new Core.Users.ApiTokens(desk.Office.Crm)), new BrokerFormQueries(desk.Office.Crm));
        var form = Assert.Single(await queries.AllAsync(desk.Manager, default));
        var open = (await queries.OfLinkAsync(form.LinkKey, default))!;
        Assert.Equal(("Dom i Klucz", "Zielona"), (open.Name, Assert.Single(open.Investments).Name));
        Assert.Equal("NameTaken", Assert.Single((await commands.SaveAsync(desk.Manager, new BrokerFormEdit { Name = "Dom i Klucz" }, default)).Problems).Key);
        Assert.Equal("NeedsContact", Assert.Single((await commands.SaveAsync(desk.Manager, new BrokerFormEdit { Name = "Other", Asks = BrokerFormFields.Pesel }, default)).Problems).Key);
        Assert.True((await commands.ReplaceLinkAsync(desk.Manager, form.Id, default)).Ok);
        Assert.Null(await queries.OfLinkAsync(form.LinkKey, default));
        Assert.NotNull(await queries.OfLinkAsync(Assert.Single(await queries.AllAsync(desk.Manager, default)).LinkKey, default));
        await Assert.ThrowsAsync<AccessRefused>(() => queries.AllAsync(People.Of(BuiltInRoles.Advisor), default));
    }

    private static async Task<string> KeyAsync(BrokerDesk desk, int id)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        return await db.Set<Submission>().Where(s => s.Id == id).Select(s => s.BrokerKey).SingleAsync();
    }
}
