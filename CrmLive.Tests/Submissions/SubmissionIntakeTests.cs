using System.Text;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Submissions;

public sealed class SubmissionIntakeTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B2")]
    public async Task What_is_wrong_is_named_beside_its_field_and_nothing_is_kept(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        async Task<string> Why(NewSubmission handed) => string.Join(' ', (await desk.Intake.TakeAsync(Actor.Nobody, handed, default)).Problems.Select(p => $"{p.Field}:{p.Key}"));
        Assert.Equal("FirstName:Missing", await Why(desk.Jan with { FirstName = " \u202e\u0007 " }));
        Assert.Equal("LastName:Missing BrokerName:Missing", await Why(desk.Jan with { LastName = "", BrokerName = "" }));
        Assert.Equal("Phone:NeedsContact", await Why(desk.Jan with { Phone = " ", Email = null }));
        Assert.Equal("BrokerEmail:BrokerNeedsContact", await Why(desk.Jan with { BrokerEmail = null }));
        Assert.Equal("Email:EmailWrong BrokerEmail:EmailWrong", await Why(desk.Jan with { Email = "jan@", BrokerEmail = "halina" }));
        Assert.Equal("LastName:TooLong", await Why(desk.Jan with { LastName = new string('x', 101) }));
        Assert.Equal("InvestmentId:InvestmentNotOffered", await Why(desk.Jan with { InvestmentId = desk.Hidden }));
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.False(await db.Set<Submission>().AnyAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B2")]
    public async Task Names_in_any_alphabet_and_what_looks_like_an_attack_are_kept_as_text(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        foreach (var name in new[] { "Жуков", "O'Brien; DROP TABLE \"Clients\"; --", "<script>alert(1)</script>", "=HYPERLINK(\"http://example.org\")", "👩‍💻 Lis", "李" })
        {
            var id = await desk.TakenAsync(desk.Jan with { LastName = name });
            Assert.Equal(name, (await desk.Inbox.CardAsync(desk.Manager, id, default))!.LastName);
        }
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B1")]
    public async Task What_the_form_does_not_ask_for_is_not_taken_and_a_form_that_is_off_takes_nothing(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var forms = new BrokerFormCommands(desk.Office.Crm, new Core.Users.ApiTokens(desk.Office.Crm));
        var edit = new BrokerFormEdit { Id = desk.FormId, Name = "Dom i Klucz", Asks = BrokerFormFields.Phone, InvestmentIds = [desk.Offered] };
        Assert.True((await forms.SaveAsync(desk.Manager, edit, default)).Ok);
        var id = await desk.TakenAsync(desk.Jan with { Pesel = "44051401359", Note = "3 pokoje" });
        var card = await desk.Inbox.CardAsync(desk.Manager, id, default);
        Assert.Equal((null, null, null, "600 111 222"), (card!.Email, card.Note, card.Pesel, card.Phone));
        Assert.True((await forms.SaveAsync(desk.Manager, edit with { On = false }, default)).Ok);
        Assert.Equal(Core.Common.SavedOutcome.Gone, (await desk.Intake.TakeAsync(Actor.Nobody, desk.Jan, default)).Outcome);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B2")]
    public async Task A_double_click_sends_once_also_when_both_arrive_side_by_side(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.TakenAsync(desk.Jan with { OnceKey = "opened-once" }))));
        Assert.Single(both.Distinct());
        Assert.NotEqual(both[0], await desk.TakenAsync(desk.Jan with { OnceKey = "opened-again" }));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B22")]
    public async Task Personal_numbers_match_and_stand_in_clear_nowhere_in_the_database(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var handed = desk.Jan with { Pesel = "4405 1401 359", IdCard = "aba 300000" };
        Assert.DoesNotMatch("1401|300000", handed.ToString());
        var first = await desk.TakenAsync(handed);
        var second = await desk.TakenAsync(desk.Jan with { Pesel = "44051401359" });
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            var rows = await db.Set<Submission>().Where(s => s.Id == first || s.Id == second).ToListAsync();
            Assert.Single(rows.Select(s => s.PeselHash).Distinct());
            Assert.NotEqual(rows[0].Pesel.Cipher, rows[1].Pesel.Cipher);
            var journal = await db.Set<Core.Journal.JournalEntry>().Select(e => e.Changes).ToListAsync();
            Assert.DoesNotContain(journal, changes => changes?.Contains("44051401359", StringComparison.Ordinal) == true);
        }

        var card = (await desk.Inbox.CardAsync(desk.Manager, first, default))!;
        Assert.Equal(("•••••••1359", null, "•••••0000", null), (card.Pesel!.Shown, card.Pesel.Fault, card.IdCard!.Shown, card.IdCard.Fault));

        // Another process, as after a restart, finds the same key.
        using var again = new PersonalNumbers(desk.Office.Crm, TestOffice.Vault, NullLogger<PersonalNumbers>.Instance);
        Assert.Equal(await desk.Numbers.HashAsync("44051401359", default), await again.HashAsync("44051401359", default));
        if (kind == DatabaseKind.Sqlite)
        {
            await desk.Office.Crm.DisposeAsync();
            foreach (var file in Directory.EnumerateFiles(desk.Office.Options.Folder, "*", SearchOption.AllDirectories))
            {
                var bytes = await File.ReadAllBytesAsync(file);
                Assert.True(bytes.AsSpan().IndexOf("44051401359"u8) < 0, file);
                Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes("ABA300000")) < 0, file);
            }
        }
    }
}
