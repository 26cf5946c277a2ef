using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Office;

/// <summary>A word the administrator may add, rename or retire; entries are never deleted, because old rows speak of them.</summary>
public sealed class DictionaryEntry : IJournaled, ILive
{
    public int Id { get; set; }
    public DictionaryKind Kind { get; set; }

    /// <summary>Set for the words an office starts with: their text is translated until somebody renames them.</summary>
    public string? Key { get; set; }

    public string? Name { get; set; }
    public int Position { get; set; }
    public bool Retired { get; set; }
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;
}

public enum DictionaryKind
{
    /// <summary>In funnel order; keys new, interested, offer, oral, reservation, developer, final, handed-over, finished.</summary>
    ClientStatus,
    Purpose, Priority, Place, ContactWay, SourceType, Channel, LeadQuality, EndReason, NoteType, DeleteReason,
}

/// <summary>Keys of the built-in client statuses that rules speak of.</summary>
public static class ClientStatusKeys
{
    public const string New = "new";
    public const string Interested = "interested";
    public const string OfferSent = "offer";
    public const string OralReservation = "oral";
    public const string Reservation = "reservation";
    public const string Developer = "developer";
    public const string Final = "final";
    public const string HandedOver = "handed-over";
    public const string Finished = "finished";

    public static IReadOnlyList<string> InFunnelOrder { get; } =
        [New, Interested, OfferSent, OralReservation, Reservation, Developer, Final, HandedOver, Finished];
}
