using System.Globalization;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CrmLive.Core.Mail;

/// <summary>What the server said, as it said it and in one line; what the machine said when there was no server to say anything.</summary>
internal static class ServerWords
{
    public static string Of(Exception why) => why switch
    {
        SmtpCommandException said => OneLine(string.Create(CultureInfo.InvariantCulture, $"{(int)said.StatusCode} {said.Message}")),
        ImapCommandException { ResponseText.Length: > 0 } said => OneLine($"{said.Response.ToString().ToUpperInvariant()} {said.ResponseText}"),
        // MailKit's own explanation is a page long; what the certificate lacks stands within.
        SslHandshakeException { InnerException: { } within } => OneLine(within.Message),
        TimeoutException or OperationCanceledException => MailReasons.Silent,
        _ => OneLine(why.Message),
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
