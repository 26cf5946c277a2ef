using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Mail;

/// <summary>The office's own words for a kind of mail in one language; without a row the built-in ones speak.</summary>
public sealed class MailTemplate : IJournaled, ILive, IVersioned
{
    public const int LongestSubject = 200;
    public const int LongestBody = 8000;

    public int Id { get; set; }
    public MailKind Kind { get; set; }

    /// <summary>"en", "pl" or "ru".</summary>
    public required string Language { get; set; }

    public required string Subject { get; set; }
    public required string Body { get; set; }

    [NotJournaled]
    public int Version { get; set; }

    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}
