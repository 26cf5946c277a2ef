using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Post;

/// <summary>Mails of this sender are leads: a portal, or the form of the office's own site.</summary>
public sealed class PortalRule : IJournaled, ILive
{
    public int Id { get; set; }

    /// <summary>An address, or "@portal.example" for all of a domain and those below it.</summary>
    public required string Sender { get; set; }

    public int? SourceId { get; set; }
    public int? DepartmentId { get; set; }
    public bool On { get; set; } = true;
    public int? JournalClientId => null;
    public LiveTopic Topic => LiveTopic.Office;

    public bool Fits(string from)
    {
        var (address, wanted) = (from.ToLowerInvariant(), Sender.ToLowerInvariant());
        return wanted.StartsWith('@') ? address.EndsWith(wanted, StringComparison.Ordinal) || address.EndsWith('.' + wanted[1..], StringComparison.Ordinal) : address == wanted;
    }
}
