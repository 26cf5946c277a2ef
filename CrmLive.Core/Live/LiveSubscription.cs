using System.Threading.Channels;

namespace CrmLive.Core.Live;

/// <summary>One watcher's own bounded queue of doorbells; the oldest ring is dropped first, because one ring is enough to open the door.</summary>
public sealed class LiveSubscription : IDisposable
{
    private const int Capacity = 256;

    private readonly Channel<LiveEvent> _rings;
    private readonly Action<LiveSubscription> _leave;
    private readonly uint _topics;
    private int _dropped;

    internal LiveSubscription(IReadOnlyList<LiveTopic> topics, Action<LiveSubscription> leave)
    {
        _leave = leave;
        foreach (var topic in topics)
        {
            _topics |= 1u << (int)topic;
        }

        _rings = Channel.CreateBounded<LiveEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Exchange(ref _dropped, 1));
    }

    internal void Ring(LiveEvent ring)
    {
        if ((_topics & (1u << (int)ring.Topic)) != 0)
        {
            _rings.Writer.TryWrite(ring);
        }
    }

    /// <summary>Waits for a ring, then takes all that have come. Where rings were dropped an event with id 0 stands for "anything".</summary>
    public async ValueTask<IReadOnlyList<LiveEvent>> ReadBatchAsync(CancellationToken ct)
    {
        var first = await _rings.Reader.ReadAsync(ct);
        var batch = new List<LiveEvent> { first };
        while (_rings.Reader.TryRead(out var ring))
        {
            batch.Add(ring);
        }

        if (Interlocked.Exchange(ref _dropped, 0) == 1)
        {
            for (var topic = 0; topic < 32; topic++)
            {
                if ((_topics & (1u << topic)) != 0)
                {
                    batch.Add(new LiveEvent((LiveTopic)topic, 0, batch[^1].Seq));
                }
            }
        }

        return batch;
    }

    public void Dispose() => _leave(this);
}
