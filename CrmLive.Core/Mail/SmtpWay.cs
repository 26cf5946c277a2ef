using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CrmLive.Core.Mail;

/// <summary>A session with the office's mail server.</summary>
internal sealed class SmtpWay : IMailWay
{
    private readonly SmtpClient _client = new() { Timeout = 60_000 };

    private SmtpWay()
    {
    }

    public static async Task<SmtpWay> OpenAsync(MailOptions options, CancellationToken ct)
    {
        var way = new SmtpWay();
        try
        {
            if (options.Certificate.Length > 0)
            {
                using var known = X509CertificateLoader.LoadCertificateFromFile(options.Certificate);
                var thumbprint = known.GetCertHashString();
                way._client.ServerCertificateValidationCallback = (_, shown, _, errors) =>
                    errors == SslPolicyErrors.None || shown?.GetCertHashString() == thumbprint;
            }

            await way._client.ConnectAsync(options.Host, options.Port, options.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                // Never "when available": who strips the offer from the line would read the password.
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, ct);
            if (options.User.Length > 0)
            {
                await way._client.AuthenticateAsync(options.User, options.Password, ct);
            }

            return way;
        }
        catch
        {
            await way.DisposeAsync();
            throw;
        }
    }

    public async Task SendAsync(MimeMessage mail, CancellationToken ct)
    {
        var handed = new Handed();
        try
        {
            await _client.SendAsync(mail, ct, handed);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500)
        {
            throw new MailRefused(refused.Message, refused);
        }
        catch (SmtpCommandException later)
        {
            throw new MailLater(later.Message, later);
        }
        catch (Exception broken) when (handed.Whole)
        {
            throw new MailUnclear(broken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
            {
                await _client.DisconnectAsync(quit: true);
            }
        }
        catch (Exception gone) when (gone is IOException or ProtocolException or OperationCanceledException)
        {
            // Saying goodbye to a server that has gone already.
        }
        finally
        {
            _client.Dispose();
        }
    }

    /// <summary>Whether the last byte is on the way: from then on only an answer tells whether the mail was taken.</summary>
    private sealed class Handed : ITransferProgress
    {
        public bool Whole { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Whole |= bytesTransferred >= totalSize;

        public void Report(long bytesTransferred) => Whole |= bytesTransferred > 0;
    }
}
