using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CrmLive.Core.Mail.Sending;

/// <summary>A session with the office's mail server.</summary>
internal sealed class SmtpWay : IMailWay
{
    private readonly SmtpClient _client;

    private SmtpWay(int timeoutSeconds) => _client = new SmtpClient { Timeout = timeoutSeconds * 1000 };

    public static async Task<SmtpWay> OpenAsync(MailOptions options, CancellationToken ct)
    {
        if (options.PasswordLost)
        {
            throw new MailWayClosed(MailReasons.PasswordLost);
        }

        var way = new SmtpWay(options.TimeoutSeconds);
        try
        {
            await way.ConnectAsync(options, ct);
            return way;
        }
        catch (Exception broken)
        {
            await way.DisposeAsync();
            throw broken is OperationCanceledException && ct.IsCancellationRequested ? broken : new MailWayClosed(ServerWords.Of(broken), broken);
        }
    }

    private async Task ConnectAsync(MailOptions options, CancellationToken ct)
    {
        if (options.Certificate.Length > 0)
        {
            using var known = X509CertificateLoader.LoadCertificateFromFile(options.Certificate);
            var thumbprint = known.GetCertHashString();
            _client.ServerCertificateValidationCallback = (_, shown, _, errors) =>
                errors == SslPolicyErrors.None || shown?.GetCertHashString() == thumbprint;
        }

        await _client.ConnectAsync(options.Host, options.Port, options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            // Never "when available": who strips the offer from the line would read the password.
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, ct);
        if (options.User.Length > 0)
        {
            await _client.AuthenticateAsync(options.User, options.Password, ct);
        }
    }

    public async Task<string> SendAsync(MimeMessage mail, CancellationToken ct)
    {
        var handed = new Handed();
        try
        {
            return await _client.SendAsync(mail, ct, handed);
        }
        catch (SmtpCommandException said)
        {
            throw Meant(said);
        }
        catch (Exception broken) when (handed.Whole)
        {
            throw new MailUnclear(broken);
        }
        catch (Exception broken) when (broken is SmtpProtocolException or ServiceNotConnectedException or SocketException or IOException)
        {
            throw new MailSessionOver(ServerWords.Of(broken), broken);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            throw new MailWayClosed(ServerWords.Of(broken), broken);
        }
    }

    private static Exception Meant(SmtpCommandException said) => said switch
    {
        // "Too many messages in this session", or the server is being stopped.
        { StatusCode: SmtpStatusCode.ServiceNotAvailable } => new MailSessionOver(ServerWords.Of(said), said),
        // Our own address is what it does not want: that is nobody's mail in particular, and failing them all would lose them all.
        { ErrorCode: SmtpErrorCode.SenderNotAccepted, StatusCode: >= (SmtpStatusCode)500 and not SmtpStatusCode.ExceededStorageAllocation } => new MailWayClosed(ServerWords.Of(said), said),
        { StatusCode: >= (SmtpStatusCode)500 } => new MailRefused(ServerWords.Of(said), said),
        _ => new MailLater(ServerWords.Of(said), said),
    };

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
            {
                await _client.DisconnectAsync(quit: true);
            }
        }
        catch (Exception gone) when (gone is IOException or ProtocolException or OperationCanceledException or TimeoutException)
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
