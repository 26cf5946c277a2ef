using System.Collections.Concurrent;
using CrmLive.Core.Live;
using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Live;

/// <summary>Writes down every ring it hears, for a test to ask.</summary>
public sealed class Ear : IAsyncDisposable
{
    private readonly ConcurrentQueue<LiveEvent> _heard = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;

    public Ear(ILiveBus bus, params LiveTopic[] topics)
    {
        var subscription = bus.Subscribe(topics);
        _listening = Task.Run(async () =>
        {
            using (subscription)
            {
                while (true)
                {
                    foreach (var ring in await subscription.ReadBatchAsync(_stop.Token))
                    {
                        _heard.Enqueue(ring);
                    }
                }
            }
        });
    }

    public IReadOnlyCollection<LiveEvent> Heard => _heard;

    public int Times(LiveTopic topic, int id) => _heard.Count(ring => ring.Topic == topic && ring.Id == id);

    public Task HearsAsync(LiveTopic topic, int id, string what) => Eventually.True(() => Times(topic, id) > 0, what);

    /// <summary>By name or as part of "anything of this topic": either way whoever re-reads sees the change.</summary>
    public Task LearnsAsync(LiveEvent change, string what) => Eventually.True(
        () => _heard.Any(ring => ring.Topic == change.Topic && (ring.Id == change.Id || ring.Id == 0) && ring.Seq >= change.Seq), what);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
