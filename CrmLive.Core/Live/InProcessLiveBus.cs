using System.Collections.Immutable;
using System.Threading.Channels;

namespace CrmLive.Core.Live;

/// <summary>Doorbells within one process, rung by one background dispatcher so that a thousand screens never cost the request that changed something.</summary>
public sealed class InProcessLiveBus : ILiveBus, IAsyncDisposable
{
    // Unbounded on purpose: the dispatcher only does TryWrite, so it cannot fall behind for long, and a dropped batch would be a screen that lies.
    private readonly Channel<IReadOnlyList<LiveEvent>> _published =
        Channel.CreateUnbounded<IReadOnlyList<LiveEvent>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _dispatcher;
    private ImmutableHashSet<LiveSubscription> _watchers = [];

    public InProcessLiveBus() => _dispatcher = Task.Run(DispatchAsync);

    /// <summary>How many watch now; back to what it was when a page is closed, or something leaks.</summary>
    public int Watchers => _watchers.Count;

    public void Publish(IReadOnlyList<LiveEvent> events)
    {
        if (events.Count > 0)
        {
            _published.Writer.TryWrite(events);
        }
    }

    public LiveSubscription Subscribe(params IReadOnlyList<LiveTopic> topics)
    {
        var subscription = new LiveSubscription(
            topics,
            left => ImmutableInterlocked.Update(ref _watchers, all => all.Remove(left)));
        ImmutableInterlocked.Update(ref _watchers, all => all.Add(subscription));
        return subscription;
    }

    private async Task DispatchAsync()
    {
        await foreach (var events in _published.Reader.ReadAllAsync())
        {
            foreach (var watcher in _watchers)
            {
                foreach (var ring in events)
                {
                    watcher.Ring(ring);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _published.Writer.TryComplete();
        await _dispatcher;
    }
}
