using MimeKit;

namespace CrmLive.Core.Mail.Sending;

/// <summary>A row of the outbox as it goes over the line.</summary>
internal static class MailLetter
{
    public static MimeMessage Of(LeasedMail mail, MailOptions options)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = new DateTimeOffset(mail.QueuedAt),
            // The same for every attempt, so that a server on the way can tell a repetition.
            MessageId = OutboxMail.MessageIdOf(mail.Key, options.From),
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(new MailboxAddress(options.FromName, options.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        if (mail.ReplyTo is { } answers)
        {
            message.ReplyTo.Add(new MailboxAddress(options.FromName, answers));
        }

        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
