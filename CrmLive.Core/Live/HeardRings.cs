using System.Collections.Concurrent;

namespace CrmLive.Core.Live;

/// <summary>Which doorbells have rung at this node lately, so that the journal can be asked for the ones that have not.</summary>
internal sealed class HeardRings
{
    private readonly ConcurrentDictionary<(LiveTopic, int), long> _latest = new();

    public void Note(IEnumerable<LiveEvent> rings)
    {
        foreach (var ring in rings.Where(r => r.Seq > 0))
        {
            _latest.AddOrUpdate((ring.Topic, ring.Id), ring.Seq, (_, known) => Math.Max(known, ring.Seq));
        }
    }

    /// <summary>A later ring of the same row covers an earlier change: whoever answered it has read both.</summary>
    public bool Covers(LiveEvent change) => Since(change.Topic, change.Id) >= change.Seq || Since(change.Topic, 0) >= change.Seq;

    public void Forget(long upTo)
    {
        foreach (var (key, seq) in _latest)
        {
            if (seq <= upTo)
            {
                _latest.TryRemove(new KeyValuePair<(LiveTopic, int), long>(key, seq));
            }
        }
    }

    private long Since(LiveTopic topic, int id) => _latest.GetValueOrDefault((topic, id));
}
