using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CrmLive.Benchmarks.Diary;

/// <summary>The floor of the outbox: the same mails by MailKit alone, over as many sessions, with nothing written down about any of them.</summary>
public static class MailLoop
{
    public static Task SendAsync(int port, int mails, int sessions, string subject, string body, CancellationToken ct) =>
        Task.WhenAll(Enumerable.Range(0, sessions).Select(_ => Task.Run(() => SessionAsync(port, mails / sessions, subject, body, ct), ct)));

    private static async Task SessionAsync(int port, int mails, string subject, string body, CancellationToken ct)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, ct);
        for (var i = 0; i < mails; i++)
        {
            var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = body } };
            mail.From.Add(new MailboxAddress("Office", "office@example.org"));
            mail.To.Add(MailboxAddress.Parse("advisor@example.org"));
            await client.SendAsync(mail, ct);
        }

        await client.DisconnectAsync(quit: true, ct);
    }
}
