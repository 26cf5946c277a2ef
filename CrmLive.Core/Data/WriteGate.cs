using Microsoft.Data.Sqlite;

namespace CrmLive.Core.Data;

/// <summary>
/// SQLite has one writer. Waiting for it inside SQLite means polling with naps of 150 ms; waiting here is fair and at once.
/// PostgreSQL needs no gate.
/// </summary>
public sealed class WriteGate(DataOptions options) : IDisposable
{
    private const int CannotOpen = 14;

    private readonly SemaphoreSlim? _writer = options.Kind == DatabaseKind.Sqlite ? new SemaphoreSlim(1, 1) : null;

    public async Task EnterAsync(CancellationToken ct)
    {
        if (_writer is null)
        {
            return;
        }

        await _writer.WaitAsync(ct);
        if (!File.Exists(options.DatabaseFile))
        {
            // Whoever has a deleted file open writes to it as if nothing had happened, and all of it is gone at the end.
            Leave();
            throw new SqliteException("The database file is no longer there; stop CrmLive and restore it from a backup.", CannotOpen);
        }
    }

    public void Leave() => _writer?.Release();

    public void Dispose() => _writer?.Dispose();
}
