namespace CrmLive.Core.Mail;

/// <summary>Settings "Mail": how mails leave the house. With neither host nor folder they wait in the outbox.</summary>
public sealed record MailOptions
{
    public string Host { get; init; } = "";
    public int Port { get; init; } = 587;
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>The office's own address.</summary>
    public string From { get; init; } = "";

    public string FromName { get; init; } = "CrmLive";

    /// <summary>PEM file of the server's own certificate, where no authority known to this machine has signed it.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>For development: mails are laid here as files instead of being sent.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Where people open CrmLive, as https://crm.example.com, for links in mails.</summary>
    public string Site { get; init; } = "";

    public bool IsSet => Host.Length > 0 || Folder.Length > 0;

    public string? LinkTo(string path) => Uri.TryCreate(Site.TrimEnd('/') + "/", UriKind.Absolute, out var site) ? new Uri(site, path).ToString() : null;
}

public enum MailSecurity { None, StartTls, Tls }
