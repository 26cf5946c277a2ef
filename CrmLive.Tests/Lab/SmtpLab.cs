using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CrmLive.Core.Mail;

namespace CrmLive.Tests.Lab;

/// <summary>A real mail server (aiosmtpd) on a port of this machine, which keeps what it receives in a Maildir.</summary>
public sealed class SmtpLab : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LeashedProcess _server;
    private readonly string _folder;

    private SmtpLab(LeashedProcess server, string folder, MailOptions options) => (_server, _folder, Options) = (server, folder, options);

    /// <summary>How CrmLive reaches it.</summary>
    public MailOptions Options { get; }

    public static async Task<SmtpLab> StartAsync(MailSecurity security, int? port = null, int? longest = null)
    {
        Needs.Smtp();
        var folder = Directory.CreateTempSubdirectory("crmlive-smtp-").FullName;
        var options = new MailOptions
        {
            Host = "127.0.0.1", Port = port ?? FreePort.Tcp(), Security = security, From = "office@example.org", FromName = "Zielone Tarasy",
            Certificate = security == MailSecurity.None ? "" : Path.Combine(folder, "server.pem"),
        };
        List<string> command = [Programs.Find("aiosmtpd")!, "-n", "-l", $"127.0.0.1:{options.Port}", "-c", "aiosmtpd.handlers.Mailbox"];
        if (security != MailSecurity.None)
        {
            await WriteCertificateAsync(folder);
            var kind = security == MailSecurity.Tls ? "smtps" : "tls";
            command.AddRange([$"--{kind}cert", Path.Combine(folder, "server.pem"), $"--{kind}key", Path.Combine(folder, "server.key")]);
        }

        command.AddRange(longest is { } size ? ["-s", $"{size}"] : []);
        var lab = new SmtpLab(LeashedProcess.Start(folder, "TERM", [.. command, Path.Combine(folder, "box")]), folder, options);
        await Eventually.True(() => AnswersAsync(options.Port), Patience, () => $"the mail server does not answer: {lab._server.Output}");
        return lab;
    }

    /// <summary>What has arrived so far, whole mails.</summary>
    public IReadOnlyList<string> Received() =>
        Directory.Exists(Path.Combine(_folder, "box", "new")) ? [.. Directory.EnumerateFiles(Path.Combine(_folder, "box", "new")).Select(File.ReadAllText)] : [];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    internal static async Task WriteCertificateAsync(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(40), DateTimeOffset.UnixEpoch.AddYears(90));
        await File.WriteAllTextAsync(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
