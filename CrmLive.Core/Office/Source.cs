using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Office;

/// <summary>Where a client or lead came from; belongs to a source type.</summary>
public sealed class Source : IJournaled, ILive
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public int? SourceTypeId { get; set; }
    public DictionaryEntry? SourceType { get; set; }
    public bool Retired { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}
