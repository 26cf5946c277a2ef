namespace CrmLive.Core.Live;

/// <summary>What many screens show alike: computed once per change and handed to all of them as one immutable snapshot.</summary>
public sealed class SharedView<T>(T first)
    where T : class
{
    private readonly Lock _publishing = new();
    private volatile Snapshot<T> _current = new(first, 0);

    public Snapshot<T> Current => _current;

    /// <summary>Every watcher that awaits the former snapshot's <see cref="Snapshot{T}.NextAsync"/> goes on, on a thread of its own.</summary>
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

    public T Value { get; } = value;

    public long Version { get; } = version;

    internal void Supersede() => _superseded.TrySetResult();

    /// <summary>Completes when a newer snapshot exists; read it from <see cref="SharedView{T}.Current"/>, which may be newer still.</summary>
    public Task NextAsync(CancellationToken ct) => _superseded.Task.WaitAsync(ct);
}
