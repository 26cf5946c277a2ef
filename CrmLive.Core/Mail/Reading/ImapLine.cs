using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using CrmLive.Core.Mail.Sending;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace CrmLive.Core.Mail.Reading;

/// <summary>A session with the server of the mailbox, its folder open for reading alone.</summary>
internal sealed class ImapLine : IAsyncDisposable
{
    private readonly ImapClient _client;
    private volatile bool _stirred;

    private ImapLine(ImapClient client) => _client = client;

    public IMailFolder Folder { get; private set; } = default!;

    public string Greeting { get; private set; } = "";

    /// <summary>Whether the server speaks up by itself when a mail comes.</summary>
    public bool Idles => _client.Capabilities.HasFlag(ImapCapabilities.Idle);

    public static async Task<ImapLine> OpenAsync(MailboxOptions options, CancellationToken ct)
    {
        if (options.PasswordLost)
        {
            throw new MailWayClosed(MailReasons.PasswordLost);
        }

        var line = new ImapLine(new ImapClient { Timeout = options.TimeoutSeconds * 1000 });
        try
        {
            await line.ConnectAsync(options, ct);
            return line;
        }
        catch (Exception broken)
        {
            await line.DisposeAsync();
            throw broken is OperationCanceledException && ct.IsCancellationRequested ? broken : new MailWayClosed(ServerWords.Of(broken), broken);
        }
    }

    private async Task ConnectAsync(MailboxOptions options, CancellationToken ct)
    {
        if (options.Certificate.Length > 0)
        {
            using var known = X509CertificateLoader.LoadCertificateFromFile(options.Certificate);
            var thumbprint = known.GetCertHashString();
            _client.ServerCertificateValidationCallback = (_, shown, _, errors) => errors == SslPolicyErrors.None || shown?.GetCertHashString() == thumbprint;
        }

        await _client.ConnectAsync(options.Host, options.Port, options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            // Never "when available": who strips the offer from the line would read the password.
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, ct);
        _client.Authenticated += (_, said) => Greeting = said.Message;
        await _client.AuthenticateAsync(options.User, options.Password, ct);
        Folder = options.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? _client.Inbox! : await _client.GetFolderAsync(options.Folder, ct);
        await Folder.OpenAsync(FolderAccess.ReadOnly, ct);
        Folder.CountChanged += (_, _) => _stirred = true;
    }

    /// <summary>What is read from now on holds all that was heard of so far.</summary>
    public void Settle() => _stirred = false;

    /// <summary>Until a mail comes, as the server says or as it answers when asked; until somebody else stirs; and never longer than this.</summary>
    public async Task WaitAsync(TimeSpan longest, Task stirred, TimeProvider clock, CancellationToken ct)
    {
        if (_stirred)
        {
            return;
        }

        using var done = new CancellationTokenSource(longest, clock);
        void Arrived(object? sender, EventArgs e) => done.Cancel();
        Folder.CountChanged += Arrived;
        try
        {
            if (Idles)
            {
                var idling = _client.IdleAsync(done.Token, ct);
                await Task.WhenAny(idling, stirred);
                await done.CancelAsync();
                await idling;
            }
            else
            {
                await Task.WhenAny(Task.Delay(longest, clock, ct), stirred);
                await _client.NoOpAsync(ct);
            }
        }
        finally
        {
            Folder.CountChanged -= Arrived;
        }
    }

    /// <summary>Whether this is the line's end and not a fault of ours.</summary>
    public static bool IsBroken(Exception fault) =>
        fault is ImapProtocolException or ImapCommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException or FolderNotOpenException or SocketException or IOException or TimeoutException or MailWayClosed;

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
                await _client.DisconnectAsync(quit: true, patience.Token);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException || IsBroken(gone))
        {
            // Saying goodbye to a server that has gone already.
        }
        finally
        {
            _client.Dispose();
        }
    }
}
