using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Mail;

/// <summary>How mails leave the house, as an administrator saved it; at most one row. Without it the configuration file speaks.</summary>
public sealed class MailSettings : IJournaled, ILive
{
    public const int TheOne = 1;

    public int Id { get; set; } = TheOne;

    /// <summary>Switched off, mails are written and wait: for a copy of the office that must not write to anybody.</summary>
    public bool On { get; set; }

    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;
    public string User { get; set; } = "";
    public SealedText Password { get; set; } = SealedText.None;
    public string From { get; set; } = "";
    public string FromName { get; set; } = "";
    public string Site { get; set; } = "";
    public int Connections { get; set; }
    public int AlarmMinutes { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;

    internal static MailSettings Of(MailOptions file, Vault vault) => new()
    {
        On = file.Host.Length > 0,
        Host = file.Host,
        Port = file.Port,
        Security = file.Security,
        User = file.User,
        Password = vault.Seal(file.Password),
        From = file.From,
        FromName = file.FromName,
        Site = file.Site,
        Connections = file.Connections,
        AlarmMinutes = file.AlarmMinutes,
    };

    /// <param name="file">What only whoever runs the machine decides: the certificate and the patience.</param>
    /// <param name="password">Null when it cannot be opened any more.</param>
    internal MailOptions Options(MailOptions file, string? password) => file with
    {
        Host = On ? Host : "",
        Port = Port,
        Security = Security,
        User = User,
        Password = password ?? "",
        PasswordLost = password is null,
        From = From,
        FromName = FromName,
        Folder = "",
        Site = Site,
        Connections = Connections,
        AlarmMinutes = AlarmMinutes,
    };
}
