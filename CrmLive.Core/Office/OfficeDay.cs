using CrmLive.Core.Common;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Office;

/// <summary>A day unlike its weekday: closed, or open at hours of its own, whatever the public holidays say.</summary>
public sealed class OfficeDay : IJournaled, ILive
{
    public int Id { get; set; }
    public DateOnly Day { get; set; }
    public required string Name { get; set; }

    /// <summary>Both or neither; without them the office is closed.</summary>
    public TimeOnly? Opens { get; set; }

    public TimeOnly? Closes { get; set; }
    public OpenHours? Hours => Opens is { } opens && Closes is { } closes ? OpenHours.Between(opens, closes) : null;
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}
