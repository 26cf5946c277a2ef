namespace CrmLive.Core.Mail;

/// <summary>The mails CrmLive writes by itself. The number stands in the database.</summary>
public enum MailKind { BrokerAccepted, BrokerRejected, BrokerMessage, Offer, Reminder, ClientNotice }

/// <summary>What a mail of a kind has to say: blanks that are filled in, and those without which it would be no use. Personal numbers are none of them.</summary>
public sealed record MailBlanks(IReadOnlyList<string> Known, IReadOnlyList<string> Needed)
{
    public static MailBlanks Of(MailKind kind) => kind switch
    {
        MailKind.BrokerAccepted or MailKind.BrokerRejected => new(["broker", "client", "number", "comment", "link", "office"], ["client", "comment", "link"]),
        MailKind.BrokerMessage => new(["broker", "client", "number", "message", "link", "office"], ["message", "link"]),
        // GDPR, art. 14: whose data they are is told who has them and from where.
        MailKind.ClientNotice => new(["name", "source", "date", "office"], ["source", "office"]),
        MailKind.Offer => new(["investments", "units", "note", "sender", "sender-email", "office"], ["units", "note"]),
        _ => new(["what", "client", "time", "when", "phone", "place", "investment", "note", "link"], ["client", "when"]),
    };
}
