namespace CrmLive.Core.Live;

/// <summary>What many screens show alike: computed once per change and handed to all of them as one immutable snapshot.</summary>
public sealed class SharedView<T>(T first)
    where T : class
{
    private readonly Lock _publishing = new();
    private volatile Snapshot<T> _current = new(first, 0);

    public Snapshot<T> Current => _current;

    /// <summary>Every watcher that awaits the former snapshot's <see cref="Snapshot{T}.NextAsync"/> goes on, on other threads than this.</summary>
    public void Publish(T value)
    {
        Snapshot<T> former;
        lock (_publishing)
        {
            former = _current;
            _current = new Snapshot<T>(value, former.Version + 1);
        }

        former.Supersede();
    }
}

/// <summary>One state of a <see cref="SharedView{T}"/>. There is nothing to unsubscribe: whoever stops awaiting is forgotten with the snapshot.</summary>
public sealed class Snapshot<T>(T value, long version)
    where T : class
{
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The watchers of one crew go on one after the other on one thread. Were each woken by itself, the thread pool would answer the first browsers'
    // acknowledgements, which it puts first, before the last screens have been rendered.
    private readonly TaskCompletionSource[] _crews = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new TaskCompletionSource())];
    private int _watchers;

    public T Value { get; } = value;

    public long Version { get; } = version;

    internal void Supersede()
    {
        _superseded.TrySetResult();
        foreach (var crew in _crews)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static crew => crew.TrySetResult(), crew, preferLocal: false);
        }
    }

    /// <summary>Completes when a newer snapshot exists; read it from <see cref="SharedView{T}.Current"/>, which may be newer still.</summary>
    public Task NextAsync(CancellationToken ct) => _superseded.Task.WaitAsync(ct);

    /// <summary>The same for one of many screens that only render what they are given. Whoever blocks holds up the rest of the crew.</summary>
    public Task NextInTurnAsync(CancellationToken ct) => _crews[(uint)Interlocked.Increment(ref _watchers) % _crews.Length].Task.WaitAsync(ct);
}
