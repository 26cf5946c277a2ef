using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Mail;

/// <summary>The sender against a real mail server.</summary>
[Trait("Feature", "P8")]
public sealed class MailSenderTests
{
    [SkippableTheory, Trait("Feature", "A18")]
    [InlineData(DatabaseKind.Sqlite, MailSecurity.None)]
    [InlineData(DatabaseKind.Sqlite, MailSecurity.StartTls)]
    [InlineData(DatabaseKind.Sqlite, MailSecurity.Tls)]
    [InlineData(DatabaseKind.Postgres, MailSecurity.StartTls)]
    public async Task A_real_server_receives_each_mail_once_whatever_the_line(DatabaseKind kind, MailSecurity security)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = await SmtpLab.StartAsync(security);
        await room.QueueAsync("one", "two");

        Assert.Equal(2, await room.SendAsync(server.Options));
        Assert.Equal(0, await room.SendAsync(server.Options));
        await room.Office.ReopenAsync();
        Assert.Equal(0, await room.SendAsync(server.Options));

        var mails = server.Received();
        Assert.Equal(2, mails.Count);
        Assert.Contains(mails, mail => mail.Contains("Message-Id: <one@example.org>", StringComparison.Ordinal)
            && mail.Contains("To: one@example.org", StringComparison.Ordinal) && mail.Contains("Auto-Submitted: auto-generated", StringComparison.Ordinal));
        Assert.All(await room.RowsAsync(), row => Assert.Equal((MailState.Sent, 1, "OK"), (row.State, row.Attempts, row.Answer)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task While_the_server_is_away_mails_wait_longer_each_time_and_go_out_when_it_is_back(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        Needs.Smtp();
        var away = new MailOptions { Host = "127.0.0.1", Port = FreePort.Tcp(), Security = MailSecurity.None, From = "office@example.org" };
        await room.QueueAsync("one");

        Assert.Equal(0, await room.SendAsync(away));
        var row = await room.RowAsync("one");
        // A server that is away costs no attempt: it may be away for a weekend.
        Assert.Equal((MailState.Queued, 0, room.Now.AddSeconds(30)), (row.State, row.Attempts, row.DueAt));
        Assert.Contains("refused", row.Answer, StringComparison.OrdinalIgnoreCase);

        await using var back = await SmtpLab.StartAsync(MailSecurity.None, away.Port);
        Assert.Equal(0, await room.SendAsync(away));
        room.Office.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await room.SendAsync(away));
        Assert.Single(back.Received());
        Assert.Equal(
            [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromHours(1)],
            new[] { 0, 1, 3, 90 }.Select(OutboxMark.BackOff));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task One_that_can_never_be_taken_fails_with_its_reason_and_holds_nobody_up(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = await SmtpLab.StartAsync(MailSecurity.None, longest: 5000);
        await room.QueueAsync("no-address", "too-long", "late", "good");
        await room.ChangeAsync("no-address", mail => mail.To = "nobody <");
        await room.ChangeAsync("too-long", mail => mail.Body = new string('x', 20_000));
        await room.ChangeAsync("late", mail => mail.ExpiresAt = mail.QueuedAt.AddMinutes(-1));

        Assert.Equal(1, await room.SendAsync(server.Options));

        var rows = (await room.RowsAsync()).ToDictionary(r => r.Key);
        Assert.Equal(MailState.Sent, rows["good"].State);
        Assert.All(rows.Values.Where(r => r.Key != "good"), row => Assert.Equal(MailState.Failed, row.State));
        Assert.All(rows.Values.Where(r => r.Key != "good"), row => Assert.False(string.IsNullOrEmpty(row.Answer)));
        Assert.Equal(MailReasons.TooLate, rows["late"].Answer);
        Assert.StartsWith("552 ", rows["too-long"].Answer, StringComparison.Ordinal);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_server_without_encryption_gets_neither_mail_nor_password_when_encryption_is_wanted(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using var server = await SmtpLab.StartAsync(MailSecurity.None);
        await room.QueueAsync("one");

        Assert.Equal(0, await room.SendAsync(server.Options with { Security = MailSecurity.StartTls, User = "office", Password = "secret" }));

        Assert.Empty(server.Received());
        Assert.Equal(MailState.Queued, (await room.RowAsync("one")).State);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_a_node_had_in_its_hands_when_it_died_is_unclear_and_what_it_had_only_leased_goes_out(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.QueueAsync("begun", "leased");
        var mails = await new OutboxRows(room.Office.Crm).LeaseAsync(room.Now, room.Now.AddMinutes(5), 10, default);
        using (var marks = new OutboxMarks(room.Office.Crm))
        {
            Assert.Single(await marks.WriteAsync(new OutboxMarking { Next = [mails.Single(m => m.Key == "begun")], Until = room.Now.AddMinutes(5) }));
        }

        var folder = Directory.CreateTempSubdirectory("crmlive-mail-");
        var options = new MailOptions { Folder = folder.FullName, From = "office@example.org" };
        Assert.Equal(0, await room.SendAsync(options));
        room.Office.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await room.SendAsync(options));

        Assert.Equal(
            [("begun", MailState.Unclear, MailReasons.NodeStopped), ("leased", MailState.Sent, "leased@example.org.eml")],
            (await room.RowsAsync()).Select(r => (r.Key, r.State, r.Answer)));
        Assert.Equal("leased@example.org.eml", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.FullName))));
        folder.Delete(recursive: true);
    }

    [SkippableFact, Trait("Feature", "P20")]
    public async Task Two_nodes_that_send_at_once_over_many_lines_send_each_mail_once()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Postgres);
        await using var server = await SmtpLab.StartAsync(MailSecurity.None);
        await room.QueueAsync([.. Enumerable.Range(1, 600).Select(i => $"mail-{i}")]);
        await using var otherBus = new InProcessLiveBus();
        await using var other = new CrmDb(room.Office.Options, otherBus, room.Office.Office, room.Office.Clock);
        var there = new MailSender(other, new MailRoute(other, server.Options, TestOffice.Vault), NullLogger<MailSender>.Instance);

        var sent = await Task.WhenAll(room.SendAsync(server.Options with { Connections = 8 }), there.SendDueAsync(default));

        Assert.Equal((600, 600), (sent.Sum(), server.Received().Count));
        Assert.All(await room.RowsAsync(), row => Assert.Equal((MailState.Sent, 1), (row.State, row.Attempts)));
    }
}
