using System.Net;
using System.Net.Sockets;
using System.Text;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Mail;

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
        await using var office = await TestOffice.OpenAsync(kind);
        await using var server = await SmtpLab.StartAsync(security);
        await QueueAsync(office, "one", "two");

        Assert.Equal(2, await Sender(office, server.Options).SendDueAsync(default));
        Assert.Equal(0, await Sender(office, server.Options).SendDueAsync(default));
        await office.ReopenAsync();
        Assert.Equal(0, await Sender(office, server.Options).SendDueAsync(default));

        var mails = server.Received();
        Assert.Equal(2, mails.Count);
        Assert.Contains(mails, mail => mail.Contains("Message-Id: <one@example.org>", StringComparison.Ordinal)
            && mail.Contains("To: anna@example.org", StringComparison.Ordinal) && mail.Contains("Auto-Submitted: auto-generated", StringComparison.Ordinal));
        Assert.All(await RowsAsync(office), row => Assert.Equal((MailState.Sent, 1), (row.State, row.Attempts)));
    }

    [SkippableFact]
    public async Task While_the_server_is_away_mails_wait_longer_each_time_and_go_out_when_it_is_back()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        Needs.Smtp();
        var away = new MailOptions { Host = "127.0.0.1", Port = FreePort.Tcp(), Security = MailSecurity.None, From = "office@example.org" };
        await QueueAsync(office, "one");

        Assert.Equal(0, await Sender(office, away).SendDueAsync(default));
        var row = Assert.Single(await RowsAsync(office));
        Assert.Equal((MailState.Queued, office.Clock.GetUtcNow().UtcDateTime.AddSeconds(30)), (row.State, row.DueAt));
        Assert.NotNull(row.LastError);
        var state = await new MailOutbox(office.Crm, away).StateAsync(People.Of(BuiltInRoles.Administrator), default);
        Assert.Equal(("one", 1), (Assert.Single(state.Wrong).Subject, state.Counts[MailState.Queued]));

        await using var back = await SmtpLab.StartAsync(MailSecurity.None, away.Port);
        Assert.Equal(0, await Sender(office, away).SendDueAsync(default));
        office.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await Sender(office, away).SendDueAsync(default));
        Assert.Single(back.Received());
        Assert.Equal(
            [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromHours(1)],
            new[] { 0, 1, 3, 9 }.Select(MailSender.BackOff));
    }

    [SkippableFact]
    public async Task One_that_can_never_be_taken_fails_with_its_reason_and_holds_nobody_up()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var server = await SmtpLab.StartAsync(MailSecurity.None, longest: 5000);
        await QueueAsync(office, "no-address", "too-long", "late", "good");
        await ChangeAsync(office, "no-address", mail => mail.To = "nobody <");
        await ChangeAsync(office, "too-long", mail => mail.Body = new string('x', 20_000));
        await ChangeAsync(office, "late", mail => mail.ExpiresAt = mail.QueuedAt.AddMinutes(-1));

        Assert.Equal(1, await Sender(office, server.Options).SendDueAsync(default));

        var rows = (await RowsAsync(office)).ToDictionary(r => r.Key);
        Assert.Equal(MailState.Sent, rows["good"].State);
        Assert.All(rows.Values.Where(r => r.Key != "good"), row => Assert.Equal(MailState.Failed, row.State));
        Assert.All(rows.Values.Where(r => r.Key != "good"), row => Assert.False(string.IsNullOrEmpty(row.LastError)));
    }

    [SkippableFact]
    public async Task A_server_without_encryption_gets_neither_mail_nor_password_when_encryption_is_wanted()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using var server = await SmtpLab.StartAsync(MailSecurity.None);
        await QueueAsync(office, "one");

        Assert.Equal(0, await Sender(office, server.Options with { Security = MailSecurity.StartTls, User = "office", Password = "secret" }).SendDueAsync(default));

        Assert.Empty(server.Received());
        Assert.Equal(MailState.Queued, Assert.Single(await RowsAsync(office)).State);
    }

    [Fact]
    public async Task A_line_that_breaks_before_the_answer_leaves_a_mail_unclear_and_it_is_never_sent_twice_by_itself()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await QueueAsync(office, "one");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var breaks = TakeAndHangUpAsync(listener);
        var options = new MailOptions { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Security = MailSecurity.None, From = "office@example.org" };

        Assert.Equal(0, await Sender(office, options).SendDueAsync(default));

        Assert.Contains("Subject: one", await breaks, StringComparison.Ordinal);
        var row = Assert.Single(await RowsAsync(office));
        Assert.Equal(MailState.Unclear, row.State);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await Sender(office, options).SendDueAsync(default));
        await new MailOutbox(office.Crm, options).SendAgainAsync(People.Of(BuiltInRoles.Administrator), row.Id, default);
        Assert.Equal(MailState.Queued, Assert.Single(await RowsAsync(office)).State);
        await Assert.ThrowsAsync<AccessRefused>(() => new MailOutbox(office.Crm, options).SendAgainAsync(People.Of(BuiltInRoles.Advisor), row.Id, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_a_node_had_in_its_hands_when_it_died_is_unclear_and_what_it_had_only_leased_goes_out(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await QueueAsync(office, "begun", "leased");
        var outbox = new OutboxRows(office.Crm);
        var now = office.Clock.GetUtcNow().UtcDateTime;
        var mails = await outbox.LeaseAsync(now, now.AddMinutes(5), 10, default);
        Assert.True(await outbox.BeginAsync(mails.Single(m => m.Key == "begun"), now, default));
        var folder = Directory.CreateTempSubdirectory("crmlive-mail-");
        var sender = Sender(office, new MailOptions { Folder = folder.FullName, From = "office@example.org" });

        Assert.Equal(0, await sender.SendDueAsync(default));
        office.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await sender.SendDueAsync(default));

        Assert.Equal([("begun", MailState.Unclear), ("leased", MailState.Sent)], (await RowsAsync(office)).Select(r => (r.Key, r.State)));
        Assert.Equal("leased@example.org.eml", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.FullName))));
        folder.Delete(recursive: true);
    }

    [SkippableFact, Trait("Feature", "P20")]
    public async Task Two_nodes_that_send_at_once_send_each_mail_once()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Postgres);
        await using var server = await SmtpLab.StartAsync(MailSecurity.None);
        await QueueAsync(office, [.. Enumerable.Range(1, 200).Select(i => $"mail-{i}")]);
        await using var otherBus = new InProcessLiveBus();
        await using var other = new CrmDb(office.Options, otherBus, office.Office, office.Clock);

        var sent = await Task.WhenAll(
            Sender(office, server.Options).SendDueAsync(default),
            new MailSender(other, server.Options, NullLogger<MailSender>.Instance).SendDueAsync(default));

        Assert.Equal((200, 200), (sent.Sum(), server.Received().Count));
    }

    private static MailSender Sender(TestOffice office, MailOptions options) => new(office.Crm, options, NullLogger<MailSender>.Instance);

    private static async Task QueueAsync(TestOffice office, params string[] keys)
    {
        await using var db = office.Crm.Open(Actor.System);
        var now = office.Clock.GetUtcNow().UtcDateTime;
        db.AddRange(keys.Select(key => new OutboxMail { Key = key, To = "anna@example.org", Subject = key, Body = "Łódź, 12:00", QueuedAt = now, DueAt = now }));
        await db.SaveChangesAsync();
    }

    private static async Task ChangeAsync(TestOffice office, string key, Action<OutboxMail> change)
    {
        await using var db = office.Crm.Open(Actor.System);
        change(await db.Set<OutboxMail>().SingleAsync(m => m.Key == key));
        await db.SaveChangesAsync();
    }

    private static async Task<List<OutboxMail>> RowsAsync(TestOffice office)
    {
        await using var db = office.Crm.Open(Actor.System);
        return await db.Set<OutboxMail>().AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }

    /// <summary>Speaks SMTP up to the end of the mail and hangs up instead of answering; gives what it was told.</summary>
    private static async Task<string> TakeAndHangUpAsync(TcpListener listener)
    {
        using var line = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(line.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(line.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var told = new StringBuilder();
        await writer.WriteLineAsync("220 mail.test");
        while (await reader.ReadLineAsync() is { } said)
        {
            told.AppendLine(said);
            if (said == ".")
            {
                break;
            }

            if (said.StartsWith("DATA", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("354 go on");
            }
            else if (told.ToString().Contains("\nDATA", StringComparison.Ordinal) == false)
            {
                await writer.WriteLineAsync("250 yes");
            }
        }

        return told.ToString();
    }
}
