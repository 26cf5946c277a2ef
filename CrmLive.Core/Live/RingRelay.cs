using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CrmLive.Core.Live;

/// <summary>Tells the other nodes what rang here: one NOTIFY for all that has queued up, on a connection of its own, so that no commit waits for it.</summary>
internal sealed class RingRelay(string connectionString, string node, TimeProvider clock, ILogger log)
{
    internal const string Channel = "crmlive_live";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<IReadOnlyList<LiveEvent>> _queue = System.Threading.Channels.Channel.CreateBounded<IReadOnlyList<LiveEvent>>(
        new BoundedChannelOptions(4_096) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private int _overflowed;

    public void Send(IReadOnlyList<LiveEvent> rings)
    {
        if (!_queue.Writer.TryWrite(rings))
        {
            // PostgreSQL is away; when it is back one ring of everything stands for what did not fit.
            Volatile.Write(ref _overflowed, 1);
        }
    }

    /// <summary>No more will come; what is queued is still sent.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync(CancellationToken ct)
    {
        var group = new List<LiveEvent>();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(ct);
                await SendAllAsync(connection, group, ct);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning("The relay of doorbells lost PostgreSQL ({Fault}); it tries again.", e.GetType().Name);
                await Task.Delay(Pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // The group is emptied only after it was sent: what a broken connection swallowed goes out with the next one.
    private async Task SendAllAsync(NpgsqlConnection connection, List<LiveEvent> group, CancellationToken ct)
    {
        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection)
        {
            Parameters = { new() { Value = Channel }, new() { Value = "" } },
        };
        while (group.Count > 0 || await _queue.Reader.WaitToReadAsync(ct))
        {
            while (_queue.Reader.TryRead(out var rings))
            {
                group.AddRange(rings);
            }

            if (Interlocked.Exchange(ref _overflowed, 0) == 1)
            {
                group.AddRange(LiveSubjects.Everything(group.Count == 0 ? 0 : group.Max(r => r.Seq)));
            }

            foreach (var payload in RingMessage.Write(node, group))
            {
                notify.Parameters[1].Value = payload;
                await notify.ExecuteNonQueryAsync(ct);
            }

            group.Clear();
        }
    }
}
