using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Live;

/// <summary>
/// Keeps a shared view true for as long as somebody watches: one reading per change, however many screens, and none where there is no screen.
/// The first bell is answered at once; what rings during the reading and the rest after it is read together.
/// </summary>
public abstract partial class ViewKeeper<T>(ILiveBus bus, TimeProvider clock, SharedView<T> view, ILogger log, params IReadOnlyList<LiveTopic> topics) : BackgroundService
    where T : class
{
    // Days turn and working hours pass without anybody ringing.
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _door = new();
    private int _watching;
    private TaskCompletionSource _wanted = Promise();
    private TaskCompletionSource _told = Promise();

    public Snapshot<T> Current => view.Current;

    /// <summary>The rest after a reading; on the machine's time, not the office's.</summary>
    protected abstract TimeSpan Pace { get; }

    /// <summary>The rings since the former reading, for whoever reads only what rang; empty where everything may be new.</summary>
    protected IReadOnlyList<LiveEvent> Rung { get; private set; } = [];

    /// <param name="rang">What of <paramref name="former"/> may no longer be true; all topics at first.</param>
    protected abstract Task<T> ReadAsync(T former, IReadOnlySet<LiveTopic> rang, CancellationToken ct);

    /// <summary>What was last read, marked as no longer read.</summary>
    protected abstract T Failed(T former);

    /// <summary>Completes when the view holds, or says that it could not be read; it is kept until the answer is disposed of.</summary>
    public async Task<IDisposable> WatchAsync(CancellationToken ct)
    {
        Task told;
        lock (_door)
        {
            _watching++;
            _wanted.TrySetResult();
            told = _told.Task;
        }

        var watch = new Watch(this);
        try
        {
            await told.WaitAsync(ct);
            return watch;
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wanted.Task.WaitAsync(stoppingToken);
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception fault)
            {
                // The screens keep what they had and say so; the next round reads everything anew.
                CouldNotRead(log, typeof(T).Name, fault);
                Tell(Failed(view.Current.Value));
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Watch first, then load.
        using var rings = bus.Subscribe(topics);
        using var timer = new PeriodicTimer(Tick, clock);
        var rang = topics.ToHashSet();
        Rung = [];
        try
        {
            var (ringing, ticking) = (rings.ReadBatchAsync(left.Token).AsTask(), timer.WaitForNextTickAsync(left.Token).AsTask());
            do
            {
                Tell(await ReadAsync(view.Current.Value, rang, ct));
                await Task.Delay(Pace, ct);
                await Task.WhenAny(ringing, ticking);
                (rang, Rung) = ([], []);
                if (ringing.IsCompleted)
                {
                    Rung = await ringing;
                    rang.UnionWith(Rung.Select(ring => ring.Topic));
                    ringing = rings.ReadBatchAsync(left.Token).AsTask();
                }

                if (ticking.IsCompleted)
                {
                    ticking = timer.WaitForNextTickAsync(left.Token).AsTask();
                }
            }
            while (!NobodyIsLeft());
        }
        finally
        {
            await left.CancelAsync();
        }
    }

    private void Tell(T now)
    {
        if (!now.Equals(view.Current.Value))
        {
            view.Publish(now);
        }

        lock (_door)
        {
            _told.TrySetResult();
        }
    }

    private bool NobodyIsLeft()
    {
        lock (_door)
        {
            if (_watching > 0)
            {
                return false;
            }

            // Whoever comes next waits for a reading of their own.
            (_wanted, _told) = (Promise(), Promise());
            return true;
        }
    }

    private void Leave()
    {
        lock (_door)
        {
            _watching--;
        }
    }

    private static TaskCompletionSource Promise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Error, Message = "{View} could not be read; the screens keep what they had, and it is tried again.")]
    private static partial void CouldNotRead(ILogger log, string view, Exception fault);

    private sealed class Watch(ViewKeeper<T> keeper) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                keeper.Leave();
            }
        }
    }
}
