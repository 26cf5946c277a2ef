using System.Collections.Immutable;
using System.Threading.Channels;
using CrmLive.Core.Common;

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
        var subscription = new LiveSubscription(topics, Leave);
        ImmutableInterlocked.Update(ref _watchers, all => all.Add(subscription));
        Meters.Watchers.Add(1);
        return subscription;
    }

    private void Leave(LiveSubscription subscription)
    {
        if (ImmutableInterlocked.Update(ref _watchers, all => all.Remove(subscription)))
        {
            Meters.Watchers.Add(-1);
        }
    }

    private async Task DispatchAsync()
    {
        await foreach (var events in _published.Reader.ReadAllAsync())
        {
            Meters.Doorbells.Add(events.Count);
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
