using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Post;

/// <summary>B19: what the mail server did to a message to a broker stands in the thread.</summary>
[Trait("Feature", "B18"), Trait("Feature", "B19")]
public sealed class BrokerMailFaultsTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite, "RCPT", "550 5.1.1 No such user here", MailState.Failed, "550 5.1.1 No such user here")]
    [InlineData(DatabaseKind.Postgres, "RCPT", "550 5.1.1 No such user here", MailState.Failed, "550 5.1.1 No such user here")]
    [InlineData(DatabaseKind.Sqlite, "RCPT", "451 4.7.1 Greylisted", MailState.Queued, "451 4.7.1 Greylisted")]
    [InlineData(DatabaseKind.Sqlite, "DATA", UnrulySmtp.Silence, MailState.Queued, MailReasons.Silent)]
    [InlineData(DatabaseKind.Sqlite, ".", UnrulySmtp.HangUp, MailState.Unclear, MailReasons.NoAnswer)]
    [InlineData(DatabaseKind.Sqlite, "never", "", MailState.Sent, "2.0.0 Ok: queued as 4CrMLv")]
    public async Task What_became_of_it_stands_in_the_thread(DatabaseKind kind, string verb, string answer, MailState state, string said)
    {
        await using var room = await PostRoom.OpenAsync(kind);
        var id = await room.Desk.TakenAsync(room.Desk.Jan);
        Assert.True((await room.Desk.Commands.DecideAsync(room.Desk.Manager, new Decision { SubmissionId = id, Verdict = Verdict.Reject, Comment = "Already ours." }, default)).Ok);
        var decision = Assert.Single(await room.ThreadAsync(id));
        Assert.Equal((SubmissionStatus.Rejected, "Already ours.", "Ewa Wilk", MailState.Queued), (decision.Decision, decision.Text, decision.By, decision.Mail));

        await using var server = new UnrulySmtp(heard => heard.Verb == verb ? answer : null);
        await new MailSender(room.Office.Crm, room.Office.Route(server.Options with { TimeoutSeconds = answer == UnrulySmtp.Silence ? 1 : 30 }), NullLogger<MailSender>.Instance).SendDueAsync(default);
        var after = Assert.Single(await room.ThreadAsync(id));
        Assert.Equal((state, said), (after.Mail, after.Answer));
    }

    [Fact, Trait("Feature", "B20"), Trait("Feature", "P8")]
    public async Task A_mail_names_the_signed_address_to_answer_to_and_keeps_its_message_id()
    {
        await using var room = await PostRoom.OpenAsync(DatabaseKind.Sqlite);
        await room.ReadFromAsync(new MailboxSettings { On = true, Host = "imap.example.org", User = "office", Address = "crm@example.org" });
        var id = await room.Desk.TakenAsync(room.Desk.Jan with { Pesel = "44051401359" });
        var mail = await room.WriteAsync(id);
        await using var server = new UnrulySmtp(_ => null);
        Assert.Equal(1, await new MailSender(room.Office.Crm, room.Office.Route(server.Options), NullLogger<MailSender>.Instance).SendDueAsync(default));
        var sent = Assert.Single(server.Taken);
        Assert.Contains($"Reply-To: CrmLive <{mail.ReplyTo}>", sent, StringComparison.Ordinal);
        Assert.Matches($@"^crm\+s{id}\.[a-z2-7]{{16}}@example\.org$", mail.ReplyTo);
        Assert.Contains($"Message-Id: <{mail.Key}@example.org>", sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("44051401359", sent, StringComparison.Ordinal);

        // A server that delivers no "office+anything@" is asked for none.
        await room.ReadFromAsync(new MailboxSettings { On = true, Host = "imap.example.org", User = "office", Address = "crm@example.org", SignedReplies = false });
        Assert.Null((await room.WriteAsync(id)).ReplyTo);
    }
}
