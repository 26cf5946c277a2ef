namespace CrmLive.Benchmarks.Circuit;

/// <summary>One of a crowd: an open panel, or a listener of the bare hub it is compared with.</summary>
public interface IWatcher : IAsyncDisposable
{
    int Number { get; }

    Task PingAsync(CancellationToken ct);

    Task CloseAsync(CancellationToken ct);
}
