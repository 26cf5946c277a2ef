using CrmLive.Core.Common;
using CrmLive.Core.Post.Letters;
using MailKit;

namespace CrmLive.Core.Post.Reading;

/// <summary>A mail of which only the envelope is known.</summary>
internal static class SetAside
{
    public static ReceivedMail Of(IMessageSummary mail, ReceivedKind kind, TimeProvider clock)
    {
        var (from, now) = (mail.Envelope?.From.Mailboxes.FirstOrDefault(), clock.GetUtcNow().UtcDateTime);
        return new ReceivedMail
        {
            OnceKey = Letter.Once(mail.Envelope?.MessageId ?? $"uid-{mail.UniqueId.Validity}-{mail.UniqueId.Id}", from?.Address, mail.Envelope?.Date, mail.Envelope?.Subject),
            Kind = kind,
            From = Short(PlainText.Of(from?.Address), 254),
            FromName = Short(PlainText.Of(from?.Name), 200),
            Subject = Short(PlainText.Of(mail.Envelope?.Subject), 400),
            SentAt = mail.Envelope?.Date?.UtcDateTime is { } sent && sent < now && sent > now.AddYears(-5) ? sent : now,
            ReceivedAt = now,
            Bytes = mail.Size ?? 0,
        };
    }

    private static string Short(string text, int longest) => text.Length <= longest ? text : text[..longest];
}

/// <summary>A mail could not be taken in, and it was not the line: the database, the disk, or the mail itself.</summary>
internal sealed class MailboxFault(Exception why) : Exception(why.Message, why);
