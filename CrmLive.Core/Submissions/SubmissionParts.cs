using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Mail;

namespace CrmLive.Core.Submissions;

/// <summary>One message of the thread between office and broker.</summary>
public sealed class SubmissionMessage : IJournaled, ILive
{
    public int Id { get; set; }
    public int SubmissionId { get; set; }
    public Submission? Submission { get; set; }
    public bool FromBroker { get; set; }
    public int? UserId { get; set; }
    public required string Text { get; set; }

    /// <summary>A mail's whole text, with the history below it, where only a part of it is <see cref="Text"/>.</summary>
    [NotJournaled]
    public string? Whole { get; set; }

    /// <summary>The address it was sent from, when that is not the broker's: only the signed address vouches for it.</summary>
    public string? FromAddress { get; set; }

    /// <summary>Names of attached files that could not be taken.</summary>
    public string? LeftOut { get; set; }

    /// <summary>Set when this is the news of the decision and not a word of somebody's.</summary>
    public SubmissionStatus? Decision { get; set; }

    public DateTime At { get; set; }
    public DateTime? ReadAt { get; set; }
    public int? OutboxMailId { get; set; }
    public OutboxMail? OutboxMail { get; set; }
    public int? JournalClientId => null;

    /// <summary>A topic of its own: the bell carries the message's id, and a submission of that number is another one.</summary>
    public LiveTopic Topic => LiveTopic.Messages;
}

public sealed class SubmissionDocument : IJournaled
{
    public int Id { get; set; }
    public int SubmissionId { get; set; }
    public Submission? Submission { get; set; }
    public required string Name { get; set; }
    public required string StoredAs { get; set; }
    public required string ContentType { get; set; }
    public long Bytes { get; set; }
    public int? JournalClientId => null;
}
