using Microsoft.Extensions.Logging;
using Npgsql;

namespace CrmLive.Core.Live;

/// <summary>
/// Hears the other nodes on one dedicated connection. NOTIFY keeps nothing for absentees and a node may die between its commit and
/// its NOTIFY, so after every break all topics ring once, and the journal is compared with what was heard.
/// </summary>
internal sealed class RingListener(
    string connectionString, string node, InProcessLiveBus local, HeardRings heard, TimeSpan checkEvery, TimeProvider clock, ILogger log)
{
    private const int TooManyToTell = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _checked;
    private long _seen;

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was: a node that no longer listened would show yesterday's calls.
                log.LogWarning("The listener for doorbells lost PostgreSQL ({Fault}); it tries again and then rings everything.", e.GetType().Name);
                await Task.Delay(Pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"LISTEN {RingRelay.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        _checked = _seen = await LastSeqAsync(connection, ct);
        local.Publish(LiveSubjects.Everything(_seen));
        var lastCheck = clock.GetTimestamp();
        while (true)
        {
            await connection.WaitAsync(checkEvery, ct);
            if (clock.GetElapsedTime(lastCheck) >= checkEvery)
            {
                await CheckAsync(connection, ct);
                lastCheck = clock.GetTimestamp();
            }
        }
    }

    private void Hear(string payload)
    {
        if (RingMessage.Read(payload) is { } message && message.Node != node)
        {
            heard.Note(message.Rings);
            local.Publish(message.Rings);
        }
    }

    // Only what was already in the journal at the check before: its NOTIFY has had that long to come.
    private async Task CheckAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (_seen - _checked > TooManyToTell)
        {
            local.Publish(LiveSubjects.Everything(_seen));
        }
        else if (_seen > _checked)
        {
            local.Publish([.. (await SinceAsync(connection, ct)).Where(change => !heard.Covers(change)).Distinct()]);
        }

        heard.Forget(_seen);
        _checked = _seen;
        _seen = await LastSeqAsync(connection, ct);
    }

    private async Task<List<LiveEvent>> SinceAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(
            """SELECT "Seq", "Subject", "SubjectId", "ClientId" FROM "Journal" WHERE "Seq" > $1 AND "Seq" <= $2 ORDER BY "Seq" """, connection)
        {
            Parameters = { new() { Value = _checked }, new() { Value = _seen } },
        };
        await using var rows = await query.ExecuteReaderAsync(ct);
        var changes = new List<LiveEvent>();
        while (await rows.ReadAsync(ct))
        {
            if (LiveSubjects.Ring(rows.GetString(1), rows.GetInt32(2), rows.IsDBNull(3) ? null : rows.GetInt32(3), rows.GetInt64(0)) is { } ring)
            {
                changes.Add(ring);
            }
        }

        return changes;
    }

    private static async Task<long> LastSeqAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand("""SELECT coalesce(max("Seq"), 0) FROM "Journal" """, connection);
        return (long)(await query.ExecuteScalarAsync(ct))!;
    }
}
