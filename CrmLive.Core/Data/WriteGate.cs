namespace CrmLive.Core.Data;

/// <summary>
/// SQLite has one writer. Waiting for it inside SQLite means polling with naps of 150 ms; waiting here is fair and at once.
/// PostgreSQL needs no gate.
/// </summary>
public sealed class WriteGate(DatabaseKind kind) : IDisposable
{
    private readonly SemaphoreSlim? _writer = kind == DatabaseKind.Sqlite ? new SemaphoreSlim(1, 1) : null;

    public Task EnterAsync(CancellationToken ct) => _writer?.WaitAsync(ct) ?? Task.CompletedTask;

    public void Leave() => _writer?.Release();

    public void Dispose() => _writer?.Dispose();
}
