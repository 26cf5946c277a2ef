using CrmLive.Core.Journal;
using CrmLive.Core.Live;

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
    public DateTime At { get; set; }
    public DateTime? ReadAt { get; set; }
    public int? OutboxMailId { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Submissions;
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
