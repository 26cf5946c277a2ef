using MimeKit;

namespace CrmLive.Core.Mail.Sending;

/// <summary>A way out of the house, open for many mails.</summary>
internal interface IMailWay : IAsyncDisposable
{
    /// <summary>Returns the receiver's word when the mail is somebody else's to keep. Says <see cref="MailUnclear"/> when nobody can know whether it is.</summary>
    Task<string> SendAsync(MimeMessage mail, CancellationToken ct);
}

/// <summary>Everything was handed over, and then the line broke before an answer came.</summary>
internal sealed class MailUnclear(Exception why) : Exception(MailReasons.NoAnswer, why);

/// <summary>The server will never take this mail: an address it does not know, a text it does not want.</summary>
internal sealed class MailRefused(string why, Exception inner) : Exception(why, inner);

/// <summary>The server asks to try this mail another time; others it may take now.</summary>
internal sealed class MailLater(string why, Exception inner) : Exception(why, inner);

/// <summary>The server has had enough of this session, and surely has not taken the mail: over a new one it may.</summary>
internal sealed class MailSessionOver(string why, Exception inner) : Exception(why, inner);

/// <summary>No mail goes this way now, whichever it is: the server cannot be reached, or does not want mails of this office.</summary>
internal sealed class MailWayClosed(string why, Exception? inner = null) : Exception(why, inner);
