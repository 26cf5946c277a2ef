using CrmLive.Core.Leads;
using CrmLive.Core.Live;

namespace CrmLive.Core.Post;

/// <summary>A mail that came in, once, and what became of it. Its text stays here only while a person has to say whose it is.</summary>
public sealed class ReceivedMail : ILive
{
    public int Id { get; set; }

    /// <summary>What it is told again by, over a restart and when the server numbers its mails anew.</summary>
    public required string OnceKey { get; set; }

    public ReceivedKind Kind { get; set; }

    /// <summary>Why a person has to look, as a key; or a server's words.</summary>
    public string? Why { get; set; }

    public required string From { get; set; }
    public string? FromName { get; set; }
    public required string Subject { get; set; }

    public string? Text { get; set; }

    /// <summary>Attached files that were not kept, since nobody has said yet whose they are.</summary>
    public string? Files { get; set; }

    public DateTime SentAt { get; set; }
    public DateTime ReceivedAt { get; set; }
    public long Bytes { get; set; }
    public int? SubmissionId { get; set; }
    public int? ClientId { get; set; }
    public int? LeadId { get; set; }
    public Lead? Lead { get; set; }
    public int? OutboxMailId { get; set; }
    public LiveTopic Topic => LiveTopic.Mail;
}

/// <summary>What a mail was found to be. The number stands in the database.</summary>
public enum ReceivedKind
{
    /// <summary>Of nobody we know.</summary>
    Unmatched,

    /// <summary>A portal's, in which no name, telephone or address could be found.</summary>
    NotUnderstood,

    /// <summary>Too many of one address, or into one thread.</summary>
    HeldBack,

    TooLarge, Unreadable, Broker, Client, Lead,

    /// <summary>A server says that a mail of ours could not be delivered.</summary>
    Bounce,

    /// <summary>Out of office, newsletters: nobody wrote it.</summary>
    Automatic,

    /// <summary>Our own, come back.</summary>
    Own,

    /// <summary>Somebody looked, and it is nothing.</summary>
    Discarded,
}
