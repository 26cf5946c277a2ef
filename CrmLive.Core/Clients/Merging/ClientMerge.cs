using CrmLive.Core.Journal;

namespace CrmLive.Core.Clients;

/// <summary>Two clients found to be one person: the second one's rows went to the first, and how it was before is kept so that it can be undone.</summary>
public sealed class ClientMerge : IJournaled
{
    public int Id { get; set; }
    public int SurvivorId { get; set; }
    public int MergedId { get; set; }
    public DateTime At { get; set; }
    public int? ById { get; set; }
    public string By { get; set; } = "";
    public DateTime? UndoneAt { get; set; }

    /// <summary>JSON of <see cref="Merging.MergeRecord"/>: personal data, so never in the journal.</summary>
    [Secret]
    public string Before { get; set; } = "";

    public int? JournalClientId => SurvivorId;
}
