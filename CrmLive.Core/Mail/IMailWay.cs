using MimeKit;

namespace CrmLive.Core.Mail;

/// <summary>A way out of the house, open for a batch of mails.</summary>
internal interface IMailWay : IAsyncDisposable
{
    /// <summary>Returns when the mail is somebody else's to keep. Says <see cref="MailUnclear"/> when nobody can know whether it is.</summary>
    Task SendAsync(MimeMessage mail, CancellationToken ct);
}

/// <summary>Everything was handed over, and then the line broke before an answer came.</summary>
internal sealed class MailUnclear(Exception why) : Exception("The server took the whole mail and did not answer.", why);

/// <summary>The server will never take this mail: an address it does not know, a text it does not want.</summary>
internal sealed class MailRefused(string why, Exception inner) : Exception(why, inner);

/// <summary>The server asks to try this mail another time; others it may take now.</summary>
internal sealed class MailLater(string why, Exception inner) : Exception(why, inner);
