using System.Text;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>Many watchers of the same page or hub, opened a few at a time, kept alive with pings, told what to look for.</summary>
public sealed class Crowd<T> : IAsyncDisposable where T : IWatcher
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly List<T> _watchers = [];
    private readonly CancellationTokenSource _life = new();
    private Task _pinging = Task.CompletedTask;
    private Sighting? _wanted;

    public IReadOnlyList<T> Watchers => _watchers;

    /// <summary>What the watchers look for now; handed to each of them when it is made.</summary>
    public Sighting? Wanted() => Volatile.Read(ref _wanted);

    public async Task GrowAsync(int count, Func<int, T> make, Func<T, CancellationToken, Task> open, CancellationToken ct)
    {
        // A browser takes a while to open a page; a few at a time keep the server from being measured while it drowns.
        const int atOnce = 8;
        var fresh = Enumerable.Range(_watchers.Count, count).Select(make).ToList();
        _watchers.AddRange(fresh);
        // The former mark may stand in a newcomer's first words, and was for a smaller crowd.
        Volatile.Write(ref _wanted, null);
        _pinging = _pinging.IsCompleted ? PingAsync() : _pinging;
        await Parallel.ForEachAsync(fresh, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct }, async (w, token) => await open(w, token));
    }

    public Sighting LookFor(string mark)
    {
        var sighting = new Sighting(Encoding.UTF8.GetBytes(mark), _watchers.Count);
        Volatile.Write(ref _wanted, sighting);
        return sighting;
    }

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        await _pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Parallel.ForEachAsync(_watchers, async (w, token) =>
        {
            await w.CloseAsync(token);
            await w.DisposeAsync();
        });
        _life.Dispose();
    }

    // One clock for all, a tenth of them each second: a thousand timers of their own would be the client's cost, not the server's.
    private async Task PingAsync()
    {
        const int slices = 10;
        using var timer = new PeriodicTimer(PingEvery / slices);
        for (var slice = 0; await timer.WaitForNextTickAsync(_life.Token); slice = (slice + 1) % slices)
        {
            for (var i = slice; i < _watchers.Count; i += slices)
            {
                await PingAsync(_watchers[i]);
            }
        }
    }

    private async Task PingAsync(T watcher)
    {
        try
        {
            await watcher.PingAsync(_life.Token);
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Gone; whoever waits for this watcher will say so.
        }
    }
}
