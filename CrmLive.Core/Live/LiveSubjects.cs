using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CrmLive.Core.Live;

/// <summary>Which doorbell a journal entry would have rung, for whoever reads the journal because a ring was missed.</summary>
public static class LiveSubjects
{
    // Found and not listed: a slice that adds a live entity must not have to remember this place too.
    private static readonly FrozenDictionary<string, LiveTopic> Topics = typeof(ILive).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ILive)))
        .ToFrozenDictionary(
            t => JsonNamingPolicy.KebabCaseLower.ConvertName(t.Name),
            t => ((ILive)RuntimeHelpers.GetUninitializedObject(t)).Topic);

    /// <summary>Null for an entry that nobody watches. A part of a client (a phone, a consent) rings for the client.</summary>
    public static LiveEvent? Ring(string subject, int subjectId, int? clientId, long seq) =>
        Topics.TryGetValue(subject, out var topic) ? new LiveEvent(topic, subjectId, seq)
        : clientId is { } client ? new LiveEvent(LiveTopic.Clients, client, seq)
        : null;

    /// <summary>A ring of every topic, after a break that nobody can tell the length of.</summary>
    public static IReadOnlyList<LiveEvent> Everything(long seq) => [.. Enum.GetValues<LiveTopic>().Select(topic => new LiveEvent(topic, 0, seq))];
}
