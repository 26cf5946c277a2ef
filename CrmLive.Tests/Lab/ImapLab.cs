using System.Net.Sockets;
using CrmLive.Core.Mail;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace CrmLive.Tests.Lab;

/// <summary>A real mailbox: Dovecot on a port of this machine, with its mails in a folder of its own.</summary>
public sealed class ImapLab : IAsyncDisposable
{
    public const string User = "office";
    public const string Password = "the-mailbox-password";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LeashedProcess _server;

    private ImapLab(LeashedProcess server, int port, string certificate) => (_server, Port, Certificate) = (server, port, certificate);

    public int Port { get; }

    /// <summary>Empty for a server without TLS.</summary>
    public string Certificate { get; }

    /// <summary>As an administrator would set it.</summary>
    public MailboxSettings Settings => new()
    {
        On = true, Host = "127.0.0.1", Port = Port, Security = Certificate.Length > 0 ? MailSecurity.StartTls : MailSecurity.None, User = User, Address = "office@example.org", PollSeconds = 10,
    };

    public static async Task<ImapLab> StartAsync(bool tls = false)
    {
        Needs.Imap();
        var folder = Directory.CreateTempSubdirectory("crmlive-imap-");
        var port = FreePort.Tcp();
        var certificate = "";
        if (tls)
        {
            await SmtpLab.WriteCertificateAsync(folder.FullName);
            certificate = Path.Combine(folder.FullName, "server.pem");
        }

        var mails = folder.CreateSubdirectory("mail");
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            // Dovecot reads no mail as root, so another user has to get at the folder.
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
            await Programs.RunAsync(["/bin/chown", "nobody", mails.FullName]);
        }

        var config = Path.Combine(folder.FullName, "dovecot.conf");
        await File.WriteAllTextAsync(config, Config(folder.FullName, port, certificate, (await Programs.RunAsync(["/usr/bin/id", "-gn"])).Trim()));
        var lab = new ImapLab(LeashedProcess.Start(folder.FullName, "TERM", [Programs.Find("dovecot")!, "-F", "-c", config]), port, certificate);
        await Eventually.True(lab.AnswersAsync, Patience, () => $"the mailbox does not answer: {lab._server.Output}");
        return lab;
    }

    /// <summary>A mail arrives.</summary>
    public async Task DeliverAsync(MimeMessage mail, string folder = "INBOX")
    {
        using var client = await EnterAsync();
        await (await client.GetFolderAsync(folder)).AppendAsync(new MailKit.AppendRequest(mail));
        await client.DisconnectAsync(true);
    }

    /// <summary>A folder of this name, empty, whose mails are numbered anew.</summary>
    public async Task NewFolderAsync(string name)
    {
        using var client = await EnterAsync();
        var root = client.GetFolder(client.PersonalNamespaces[0]);
        if ((await root.GetSubfoldersAsync()).FirstOrDefault(f => f.Name == name) is { } old)
        {
            await old.DeleteAsync();
        }

        await root.CreateAsync(name, true);
        await client.DisconnectAsync(true);
    }

    /// <summary>How many lie there, and how many of them somebody has marked as read.</summary>
    public async Task<(int Mails, int Seen)> CountAsync()
    {
        using var client = await EnterAsync();
        await client.Inbox!.OpenAsync(MailKit.FolderAccess.ReadOnly);
        var seen = await client.Inbox.SearchAsync(MailKit.Search.SearchQuery.Seen);
        return (client.Inbox.Count, seen.Count);
    }

    public Task KillAsync() => _server.SignalAsync("KILL");

    public async Task StartAgainAsync()
    {
        await _server.StartAgainAsync();
        await Eventually.True(AnswersAsync, Patience, () => $"the mailbox does not answer again: {_server.Output}");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<ImapClient> EnterAsync()
    {
        var client = new ImapClient { ServerCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=mail.test" };
        await client.ConnectAsync("127.0.0.1", Port, Certificate.Length > 0 ? SecureSocketOptions.StartTls : SecureSocketOptions.None);
        await client.AuthenticateAsync(User, Password);
        return client;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new ImapClient { Timeout = 5000 };
            await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
            await client.DisconnectAsync(true);
            return true;
        }
        catch (Exception away) when (away is SocketException or IOException or ImapProtocolException or TimeoutException)
        {
            return false;
        }
    }

    private static string Config(string folder, int port, string certificate, string group)
    {
        var root = Environment.IsPrivilegedProcess;
        return $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = /dev/stderr
            protocols = imap
            listen = 127.0.0.1
            ssl = {{(certificate.Length > 0 ? "yes" : "no")}}
            {{(certificate.Length > 0 ? $"ssl_cert = <{certificate}\nssl_key = <{Path.Combine(folder, "server.key")}" : "")}}
            disable_plaintext_auth = no
            default_internal_user = {{(root ? "dovecot" : Environment.UserName)}}
            default_login_user = {{(root ? "dovenull" : Environment.UserName)}}
            {{(root ? "" : $"default_internal_group = {group}")}}
            first_valid_uid = 1
            mail_location = maildir:{{folder}}/mail/%u
            namespace inbox {
              inbox = yes
            }
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{(root ? "nobody" : Environment.UserName)}} gid={{(root ? "nogroup" : group)}} home={{folder}}/mail/%u
            }
            service anvil {
              chroot =
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }

            """;
    }
}
