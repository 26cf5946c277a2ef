using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Journal;

namespace CrmLive.Core.Sample;

/// <summary>The journal of the invented year: the same entries that the one path of a change writes, with the times they would have had.</summary>
internal sealed class Chronicle
{
    private readonly List<(JournalEntry Entry, IJournaled Subject)> _entries = [];

    public void Write(
        DateTime at, Employee? by, string happening, IJournaled subject,
        string? changes = null, int? seconds = null, ActorChannel channel = ActorChannel.Web)
    {
        var entry = new JournalEntry
        {
            At = at,
            UserId = by?.Id,
            Who = by?.FullName ?? (channel == ActorChannel.Pbx ? Actor.Exchange.Name : Actor.System.Name),
            Login = by?.Login,
            Channel = channel,
            Ip = by is null ? null : $"192.0.2.{by.Id}",
            Event = happening,
            Subject = JsonNamingPolicy.KebabCaseLower.ConvertName(subject.GetType().Name),
            DurationSeconds = seconds,
            Changes = changes,
        };
        _entries.Add((entry, subject));
    }

    /// <summary>In the order of time, when everything has its id; numbered after what the journal says already.</summary>
    public IReadOnlyList<JournalEntry> Entries(long after)
    {
        foreach (var (entry, subject) in _entries)
        {
            entry.SubjectId = subject.Id;
            entry.ClientId = subject.JournalClientId;
        }

        return [.. _entries.Select(e => e.Entry).OrderBy(e => e.At).Select((entry, i) => { entry.Seq = after + i + 1; return entry; })];
    }
}
