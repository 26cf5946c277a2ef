using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using CrmLive.Tests.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Mail;

/// <summary>The words of mails, the office's own before the built-in ones.</summary>
[Trait("Feature", "P8"), Trait("Feature", "P15")]
public sealed class MailTemplateTests
{
    public static TheoryData<MailKind, string> Texts
    {
        get
        {
            var texts = new TheoryData<MailKind, string>();
            foreach (var kind in Enum.GetValues<MailKind>())
            {
                foreach (var language in MailTemplateCommands.Languages)
                {
                    texts.Add(kind, language);
                }
            }

            return texts;
        }
    }

    [Theory, MemberData(nameof(Texts)), Trait("Feature", "P10")]
    public void Every_built_in_text_is_whole_in_every_language_and_names_no_personal_number(MailKind kind, string language)
    {
        var text = MailTemplateCommands.BuiltIn(kind, language);
        Assert.Empty(MailTemplateCommands.Problems(kind, text));
        Assert.Equal(MailTemplateCommands.BuiltIn(kind, "en").Blanks.Order(StringComparer.Ordinal), text.Blanks.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(MailBlanks.Of(kind).Known, blank => blank.Contains("pesel", StringComparison.Ordinal) || blank.Contains("card", StringComparison.Ordinal));
        var preview = MailTemplateCommands.Preview(kind, language, text);
        Assert.DoesNotContain('{', preview.Subject + preview.Body);
        Assert.DoesNotContain("Sample.", preview.Subject + preview.Body, StringComparison.Ordinal);
        if (language == "ru")
        {
            Assert.Contains(preview.Body, letter => letter is >= 'а' and <= 'я');
        }
    }

    [Theory]
    [InlineData("Place: {place}\nPhone: {phone}\n\nRegards", "Phone: 600\n\nRegards\n")]
    [InlineData("Here you see it:\n{link}\n\nRegards", "Regards\n")]
    [InlineData("{phone} and {link}", "600 and\n")]
    [InlineData("{note}\r\n\r\n\r\nRegards", "{phone}\n\nRegards\n")]
    [InlineData("No blanks {Here} { there }", "No blanks {Here} { there }\n")]
    public void Lines_and_paragraphs_without_anything_to_say_are_left_out_and_nothing_is_filled_in_twice(string body, string filled) =>
        Assert.Equal(filled, new MailText("s", body).Fill(new Dictionary<string, string?> { ["phone"] = "600", ["place"] = " ", ["link"] = null, ["note"] = "{phone}" }).Body);

    [Fact]
    public void A_value_can_make_no_second_header_of_the_subject() =>
        Assert.Equal("Offer: a Bcc: thief@example.org", new MailText("Offer: {note}", "b").Fill(new Dictionary<string, string?> { ["note"] = "a\r\nBcc: thief@example.org" }).Subject);

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B18")]
    public async Task The_offices_own_words_go_out_in_the_brokers_language_and_the_others_stay(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var templates = new MailTemplateCommands(desk.Office.Crm, desk.Office.Route());
        var own = new MailText("{client}: yes", "Welcome, {broker}.\n\n{comment}\n\nLook: {link}");
        Assert.Equal(["blank-missing", "blank-unknown"], (await templates.SaveAsync(desk.Administrator, MailKind.BrokerAccepted, "en", new MailText("{client}", "{comment} {pesel}"), 0, default)).Problems.Select(p => p.Key).Order());
        Assert.True((await templates.SaveAsync(desk.Administrator, MailKind.BrokerAccepted, "en", own, 0, default)).Ok);
        Assert.Equal(SavedOutcome.Conflict, (await templates.SaveAsync(desk.Administrator, MailKind.BrokerAccepted, "en", own with { Subject = "{client}" }, 7, default)).Outcome);
        Assert.True((await templates.AllAsync(desk.Administrator, "en", default)).Single(t => t.Kind == MailKind.BrokerAccepted).IsOwn);
        await Assert.ThrowsAsync<AccessRefused>(() => templates.SaveAsync(desk.Manager, MailKind.BrokerAccepted, "en", own, 0, default));

        foreach (var language in (string[])["en", "pl"])
        {
            var id = await desk.TakenAsync(desk.Jan with { Language = language, LastName = language });
            Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Accept }, default)).Ok);
        }

        Assert.True((await templates.BackAsync(desk.Administrator, MailKind.BrokerAccepted, "en", default)).Ok);
        var third = await desk.TakenAsync(desk.Jan);
        Assert.True((await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = third, Verdict = Verdict.Accept }, default)).Ok);
        await using var db = desk.Office.Crm.Open(Actor.System);
        var mails = await db.Set<OutboxMail>().OrderBy(m => m.Id).ToListAsync();
        Assert.Equal("Jan en, Zielona: yes", mails[0].Subject);
        Assert.StartsWith("Welcome, Halina Rogowska.\n\nLook: https://crm.example.org/broker/", mails[0].Body, StringComparison.Ordinal);
        Assert.StartsWith("Zgłoszenie", mails[1].Subject, StringComparison.Ordinal);
        Assert.StartsWith("Submission", mails[2].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_goes_to_whoever_asks_with_nobodys_values()
    {
        await using var desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);
        await using var server = new UnrulySmtp(_ => null);
        var (templates, text) = (new MailTemplateCommands(desk.Office.Crm, desk.Office.Route(server.Options)), MailTemplateCommands.BuiltIn(MailKind.Offer, "en"));
        Assert.Equal("email", Assert.Single((await templates.TryAsync(desk.Administrator, MailKind.Offer, "en", text, default)).Problems).Key);
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            (await db.Set<User>().SingleAsync(u => u.Id == desk.Administrator.UserId)).Email = "adam@example.org";
            await db.SaveChangesAsync();
        }

        Assert.True((await templates.TryAsync(desk.Administrator, MailKind.Offer, "en", text, default)).Taken);
        Assert.Contains("To: adam@example.org", Assert.Single(server.Taken), StringComparison.Ordinal);
        Assert.Equal("no-server", Assert.Single((await new MailTemplateCommands(desk.Office.Crm, desk.Office.Route()).TryAsync(desk.Administrator, MailKind.Offer, "en", text, default)).Problems).Key);
    }
}
