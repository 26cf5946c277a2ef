using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Journal;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Submissions;

[Trait("Feature", "P16")]
public sealed class PrivacyTests
{
    private static readonly string[] OfTheClient = ["Ostrowska-Zielińska", "600 111 222", "600111222", "Kunegunda", "ostrowska@example.org", "umowa Ostrowska", "44051401359"];

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_client_is_told_once_by_mail_or_otherwise_within_a_month_and_who_told_them_stands_there(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var notices = new ClientNotice(desk.Office.Crm);
        var id = await desk.TakenAsync(desk.Jan);
        var open = (await notices.StateAsync(desk.Manager, id, default))!;
        Assert.Equal((TestOffice.Monday.AddDays(30), null, "Jan.Nowak@example.org"), (open.DueAt, open.At, open.To));
        Assert.Contains("Dom i Klucz", open.Text, StringComparison.Ordinal);
        Assert.Equal("Missing", Assert.Single((await notices.SendAsync(desk.Manager, id, " ", default)).Problems).Key);
        Assert.True((await notices.SendAsync(desk.Manager, id, open.Text, default)).Ok);
        var again = await notices.DoneAsync(desk.Administrator, id, default);
        Assert.Equal((SavedOutcome.Conflict, "Ewa Wilk"), (again.Outcome, again.By));
        Assert.Equal((TestOffice.Monday, "Ewa Wilk"), ((await notices.StateAsync(desk.Manager, id, default))!.At, (await notices.StateAsync(desk.Manager, id, default))!.By));
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal(("Jan.Nowak@example.org", open.Text), await db.Set<OutboxMail>().SingleAsync() is var mail ? (mail.To, mail.Body) : default);

        var silent = await desk.TakenAsync(desk.Jan with { Email = null });
        Assert.Equal("NoAddress", Assert.Single((await notices.SendAsync(desk.Manager, silent, open.Text, default)).Problems).Key);
        Assert.True((await notices.DoneAsync(desk.Manager, silent, default)).Ok);
        await Assert.ThrowsAsync<AccessRefused>(() => notices.DoneAsync(People.Of(BuiltInRoles.Advisor), id, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P8")]
    public async Task A_client_is_told_in_the_offices_own_words_where_it_has_any_in_its_language(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (notices, templates) = (new ClientNotice(desk.Office.Crm), new MailTemplateCommands(desk.Office.Crm, desk.Office.Route()));
        var id = await desk.TakenAsync(desk.Jan);
        var language = await LanguageAsync(desk);
        Assert.Equal("blank-missing", Assert.Single((await templates.SaveAsync(desk.Administrator, MailKind.ClientNotice, language, new MailText("Hello", "{office}"), 0, default)).Problems).Key);
        Assert.True((await templates.SaveAsync(desk.Administrator, MailKind.ClientNotice, language, new MailText("{name}, hello", "We know you from {source} since {date}.\n\n{office}"), 0, default)).Ok);
        Assert.True((await templates.SaveAsync(desk.Administrator, MailKind.ClientNotice, language == "pl" ? "ru" : "pl", new MailText("not this", "{source} {office}"), 0, default)).Ok);
        var text = (await notices.StateAsync(desk.Manager, id, default))!.Text;
        Assert.Matches(@"^We know you from Dom i Klucz since 23\D11\D2026\.\n\n\S", text);
        Assert.True((await notices.SendAsync(desk.Manager, id, text + "\n\nEwa", default)).Ok);
        await using var db = desk.Office.Crm.Open(Actor.System);
        var mail = await db.Set<OutboxMail>().SingleAsync();
        Assert.Equal(("Jan Nowak, hello", text + "\n\nEwa"), (mail.Subject, mail.Body));
    }

    private static async Task<string> LanguageAsync(BrokerDesk desk)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        return await db.Set<OfficeSettings>().Select(o => o.Language).SingleAsync();
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_is_held_is_handed_out_without_whole_numbers_and_that_it_was_is_written_down(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var privacy = new SubmissionPrivacy(desk.Office.Crm, desk.Numbers, new DocumentStore(desk.Office.Options));
        var id = await desk.TakenAsync(desk.Jan with { Pesel = "44051401359", Note = "3 pokoje" });
        var held = (await privacy.HandOutAsync(desk.Administrator, id, default))!;
        Assert.Equal(("Jan", "Nowak", "600 111 222", "•••••••1359", "3 pokoje", "Dom i Klucz", "Zielona"), (held.FirstName, held.LastName, held.Phone, held.Pesel, held.Note, held.Source, held.Investment));
        Assert.Equal("submission.created", Assert.Single(held.History).What);
        await Assert.ThrowsAsync<AccessRefused>(() => privacy.HandOutAsync(desk.Manager, id, default));
        Assert.Null(await privacy.HandOutAsync(desk.Administrator with { Scope = Scope.Branch, BranchId = 999 }, id, default));
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal("Adam Bóbr", await db.Set<JournalEntry>().Where(e => e.Event == "submission.handed-out" && e.SubjectId == id).Select(e => e.Who).SingleAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Whoever_asks_to_be_forgotten_is_nowhere_afterwards_and_still_counted(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var store = new DocumentStore(desk.Office.Options);
        var privacy = new SubmissionPrivacy(desk.Office.Crm, desk.Numbers, store);
        var id = await HandedInAsync(desk);
        Assert.Equal("DecideFirst", Assert.Single((await privacy.ForgetAsync(desk.Administrator, id, "asked by letter", default)).Problems).Key);
        Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Reject, Comment = "Ostrowska-Zielińska is known to us" }, default)).Ok);
        await desk.Thread.WriteAsync(desk.Manager, id, "Kunegunda has rung", default);
        Assert.Contains(await EverythingAsync(desk), text => OfTheClient.Any(said => text.Contains(said, StringComparison.Ordinal)));
        await Assert.ThrowsAsync<AccessRefused>(() => privacy.ForgetAsync(desk.Manager, id, "asked by letter", default));
        Assert.Equal("Missing", Assert.Single((await privacy.ForgetAsync(desk.Administrator, id, " ", default)).Problems).Key);

        Assert.True((await privacy.ForgetAsync(desk.Administrator, id, "asked by letter", default)).Ok);
        Assert.Equal(SavedOutcome.Gone, (await privacy.ForgetAsync(desk.Administrator, id, "asked by letter", default)).Outcome);

        Assert.DoesNotContain(await EverythingAsync(desk), text => OfTheClient.Any(said => text.Contains(said, StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(Directory.EnumerateFiles(desk.Office.Options.DocumentsFolder, "*", SearchOption.AllDirectories));
        await using var db = desk.Office.Crm.Open(Actor.System);
        var left = await db.Set<Submission>().SingleAsync();
        Assert.Equal((SubmissionStatus.Rejected, $"#{id}", "Halina Rogowska"), (left.Status, left.LastName, left.BrokerName));
        Assert.Equal(1, (await db.Set<DailyTotal>().Where(t => t.Measure == Measure.Submissions).Select(t => t.Count).ToListAsync()).Sum());
        Assert.Contains("asked by letter", await db.Set<JournalEntry>().Where(e => e.Event == "submission.forgotten").Select(e => e.Changes).SingleAsync(), StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B22")]
    public async Task Two_nodes_erase_numbers_once_and_only_when_the_days_are_over(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var ids = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await desk.TakenAsync(desk.Jan with { Pesel = "44051401359", IdCard = "ABA300000" }));
        }

        foreach (var id in ids.Skip(1))
        {
            await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Reject }, default);
        }

        using var one = new NumberErasure(desk.Office.Crm, NullLogger<NumberErasure>.Instance);
        using var other = new NumberErasure(desk.Office.Crm, NullLogger<NumberErasure>.Instance);
        desk.Office.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await one.TickAsync(default));
        desk.Office.Clock.Advance(TimeSpan.FromDays(2));
        await Task.WhenAll(Task.Run(() => one.TickAsync(default)), Task.Run(() => other.TickAsync(default)));
        while (await one.TickAsync(default) > 0)
        {
        }

        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.Equal([ids[0]], await db.Set<Submission>().Where(s => s.PeselHash != null || s.IdCardHash != null || s.ErasedAt == null).Select(s => s.Id).ToListAsync());
        Assert.Equal(4, await db.Set<JournalEntry>().CountAsync(e => e.Event == "submission.numbers-erased"));
    }

    private static async Task<int> HandedInAsync(BrokerDesk desk)
    {
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            (await db.Set<BrokerForm>().SingleAsync()).TakesDocuments = true;
            await db.SaveChangesAsync();
        }

        return await desk.TakenAsync(desk.Jan with
        {
            FirstName = "Kunegunda", LastName = "Ostrowska-Zielińska", Email = "ostrowska@example.org", Pesel = "44051401359", Note = "Kunegunda wants 3 rooms",
            Documents = [new HandedDocument("umowa Ostrowska.pdf", new MemoryStream("%PDF-1.7"u8.ToArray()))],
        });
    }

    /// <summary>Every text of every row that could speak of the client.</summary>
    private static async Task<IReadOnlyList<string>> EverythingAsync(BrokerDesk desk)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        var submissions = await db.Set<Submission>().ToListAsync();
        return
        [
            .. submissions.SelectMany(s => new[] { s.FirstName, s.LastName, s.Phone, s.PhoneE164, s.Email, s.EmailFolded, s.Note, s.Comment, s.SearchKey }).OfType<string>(),
            .. await db.Set<JournalEntry>().Where(e => e.Changes != null).Select(e => e.Changes!).ToListAsync(),
            .. await db.Set<SubmissionMessage>().Select(m => m.Text).ToListAsync(),
            .. await db.Set<SubmissionDocument>().Select(d => d.Name).ToListAsync(),
            .. await db.Set<OutboxMail>().Select(m => m.Subject + m.Body).ToListAsync(),
            .. await db.Set<FindKey>().Where(k => k.Subject == FindSubject.Submission).Select(k => k.Text).ToListAsync(),
        ];
    }
}
