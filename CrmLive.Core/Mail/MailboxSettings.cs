using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Mail;

/// <summary>The mailbox that is read, as an administrator saved it; at most one row. What lies in it is never changed, so people may read it with their own programs too.</summary>
public sealed class MailboxSettings : IJournaled, ILive
{
    public const int TheOne = 1;

    public int Id { get; set; } = TheOne;
    public bool On { get; set; }
    public string Host { get; set; } = "";
    public int Port { get; set; } = 993;
    public MailSecurity Security { get; set; } = MailSecurity.Tls;
    public string User { get; set; } = "";
    public SealedText Password { get; set; } = SealedText.None;
    public string Folder { get; set; } = "INBOX";

    /// <summary>What people write to; a mail from it is our own.</summary>
    public string Address { get; set; } = "";

    /// <summary>The server delivers "office+anything@" to "office@", so an answer can say by its address what it answers.</summary>
    public bool SignedReplies { get; set; } = true;

    /// <summary>A larger mail is listed and not fetched.</summary>
    public int MostMegabytes { get; set; } = 35;

    /// <summary>So often the server is asked where it does not speak up by itself (IDLE).</summary>
    public int PollSeconds { get; set; } = 30;

    /// <summary>More mails than that of one address in an hour wait for a person to look at them.</summary>
    public int HourlyLimit { get; set; } = 30;

    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;

    /// <param name="password">Null when it cannot be opened any more.</param>
    internal MailboxOptions Options(MailOptions file, string? password) => new()
    {
        Host = Host,
        Port = Port,
        Security = Security,
        User = User,
        Password = password ?? "",
        PasswordLost = password is null,
        Folder = Folder.Length > 0 ? Folder : "INBOX",
        Address = Address,
        MostBytes = MostMegabytes * 1024L * 1024,
        Poll = TimeSpan.FromSeconds(PollSeconds),
        HourlyLimit = HourlyLimit,
        Certificate = file.Certificate,
        TimeoutSeconds = file.TimeoutSeconds,
    };
}

/// <summary>A mailbox as it is read.</summary>
public sealed record MailboxOptions
{
    public required string Host { get; init; }
    public int Port { get; init; } = 993;
    public MailSecurity Security { get; init; } = MailSecurity.Tls;
    public string User { get; init; } = "";
    public string Password { get; init; } = "";
    public string Folder { get; init; } = "INBOX";
    public string Address { get; init; } = "";
    public long MostBytes { get; init; } = 35 * 1024 * 1024;
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(30);
    public int HourlyLimit { get; init; } = 30;
    public string Certificate { get; init; } = "";
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>What numbers of mails are told apart by: those of another mailbox mean other mails.</summary>
    public string Account => $"{User}@{Host}:{Port}/{Folder}".ToLowerInvariant();

    internal bool PasswordLost { get; init; }
}
