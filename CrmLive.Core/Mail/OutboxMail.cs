using CrmLive.Core.Live;

namespace CrmLive.Core.Mail;

/// <summary>A mail to be sent, written in the transaction of the change that wants it.</summary>
public sealed class OutboxMail : ILive
{
    public int Id { get; set; }

    /// <summary>One mail per key, however often the change is tried again; also its Message-ID.</summary>
    public required string Key { get; set; }

    public required string To { get; set; }
    /// <summary>Where an answer goes, if not to the office's own address: it says by its signature what it answers.</summary>
    public string? ReplyTo { get; set; }

    public required string Subject { get; set; }
    public required string Body { get; set; }
    public MailState State { get; set; }
    public DateTime QueuedAt { get; set; }
    public DateTime DueAt { get; set; }

    /// <summary>Not sent any more after this; null: worth sending whenever it works.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>A node has it in hand until then.</summary>
    public DateTime? LeasedUntil { get; set; }

    public int Attempts { get; set; }

    /// <summary>What the server said last about it, also when it took it; or one of <see cref="MailReasons"/>.</summary>
    public string? Answer { get; set; }

    public DateTime? SentAt { get; set; }
    public int? ClientId { get; set; }
    public LiveTopic Topic => LiveTopic.Mail;

    public static string MessageIdOf(string key, string from) => $"{key}@{(from.Split('@') is [_, { Length: > 0 } domain] ? domain : "crmlive.invalid")}";

    /// <summary>The key of the mail that had this Message-ID, if it was one of ours.</summary>
    public static string KeyOf(string messageId) => messageId.Trim('<', '>', ' ').Split('@')[0];
}

public enum MailState
{
    Queued,

    /// <summary>Being handed over right now.</summary>
    Sending,

    Sent, Failed,

    /// <summary>The line broke between the last byte and the server's answer: it was sent, or not. Never sent again by itself, for nobody gets a mail twice.</summary>
    Unclear,

    /// <summary>Somebody decided that it need not go.</summary>
    Discarded,
}
