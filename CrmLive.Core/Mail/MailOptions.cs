using System.Net;

namespace CrmLive.Core.Mail;

/// <summary>Settings "Mail": how mails leave the house until an administrator saves others. With neither host nor folder they wait in the outbox.</summary>
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

    /// <summary>So many at once when much is to be sent; a few mails go over one.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>So long the server may think about one command.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>After so long without a mail getting out the administrators are told.</summary>
    public int AlarmMinutes { get; init; } = 30;

    public bool IsSet => Host.Length > 0 || Folder.Length > 0;

    /// <summary>The address of the mailbox that is read, which signed reply addresses are made of; empty while none is.</summary>
    internal string Answers { get; init; } = "";

    /// <summary>The saved password was sealed with keys that are no longer there.</summary>
    internal bool PasswordLost { get; init; }

    public string? LinkTo(string path) => IsSite(Site) ? new Uri(new Uri(Site.TrimEnd('/') + "/"), path).ToString() : null;

    public static bool IsSite(string site) =>
        Uri.TryCreate(site.TrimEnd('/') + "/", UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    /// <summary>Whether whoever listens on the line is on this machine: only there nothing need be sealed.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

public enum MailSecurity { None, StartTls, Tls }
