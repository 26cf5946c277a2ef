using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Kpi;

/// <summary>Points per contact, valid from a day on; old periods keep old weights (K9).</summary>
public sealed class Weights : IJournaled, ILive
{
    public int Id { get; set; }
    public DateOnly ValidFrom { get; set; }
    public int Meeting { get; set; } = 5;
    public int Call { get; set; } = 2;
    public int Email { get; set; } = 1;
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Kpi;

    /// <summary>What a contact of that kind is worth.</summary>
    public int Of(ContactKind kind) => kind switch { ContactKind.Meeting => Meeting, ContactKind.Call => Call, _ => Email };
}
