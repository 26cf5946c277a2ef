using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CrmLive.Core.Live;

/// <summary>
/// Tells the other nodes on one PostgreSQL who looks at which card or submission here, and hears it of them. All is said again at every beat, so what a
/// break swallowed comes with the next one, and a node that died is forgotten when three beats have passed without it.
/// </summary>
/// <param name="postgres">Null on SQLite, where there is one node.</param>
public sealed class LookRelay(string? postgres, Onlookers onlookers, TimeProvider clock, ILogger<LookRelay> log) : BackgroundService
{
    private const string Channel = "crmlive_looks";
    private static Looked Everything => default;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    private readonly Channel<Looked> _changed = System.Threading.Channels.Channel.CreateUnbounded<Looked>(new UnboundedChannelOptions { SingleReader = true });

    public string Node { get; } = Guid.NewGuid().ToString("N")[..12];

    internal TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrWhiteSpace(postgres))
        {
            return;
        }

        onlookers.ChangedHere += Note;
        try
        {
            await Task.WhenAll(AgainAndAgainAsync(ListenAsync, stoppingToken), AgainAndAgainAsync(TellAsync, stoppingToken));
        }
        finally
        {
            onlookers.ChangedHere -= Note;
        }
    }

    private void Note(Looked at) => _changed.Writer.TryWrite(at);

    private async Task AgainAndAgainAsync(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken ct)
    {
        // Unpooled, so that neither connection is ever a request's; the keepalive finds a line that died without a word.
        var own = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, KeepAlive = 10, ApplicationName = $"CrmLive looks {Node}" }.ConnectionString;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(own);
                await connection.OpenAsync(ct);
                await work(connection, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning("The relay of onlookers lost PostgreSQL ({Fault}); it tries again.", e.GetType().Name);
                await Task.Delay(Pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        // From here on nothing is missed; what was said before is asked for.
        await SayAsync(connection, LookMessage.Ask(Node), ct);
        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }

    private void Hear(string payload)
    {
        if (LookMessage.Read(payload) is not { } message || message.Node == Node)
        {
            return;
        }

        switch (message.Word)
        {
            case LookWord.Ask:
                Note(Everything);
                break;
            case LookWord.Farewell:
                onlookers.Forget((node, _) => node == message.Node);
                break;
            default:
                var until = clock.GetUtcNow().UtcDateTime + (3 * Beat);
                foreach (var (at, users) in message.Rooms)
                {
                    onlookers.Hear(message.Node, at, users, until);
                }

                break;
        }
    }

    private async Task TellAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            IReadOnlySet<Looked>? changed = null;
            while (true)
            {
                foreach (var payload in LookMessage.Write(Node, onlookers.Here(changed)))
                {
                    await SayAsync(connection, payload, ct);
                }

                changed = await ChangedAsync(ct);
            }
        }
        finally
        {
            if (ct.IsCancellationRequested)
            {
                using var patience = new CancellationTokenSource(LastWord, clock);
                await SayAsync(connection, LookMessage.Farewell(Node), patience.Token);
            }
        }
    }

    /// <summary>What had its onlookers changed here; null when all are to be told, because somebody asked or it is time.</summary>
    private async Task<IReadOnlySet<Looked>?> ChangedAsync(CancellationToken ct)
    {
        using var beat = new CancellationTokenSource(Beat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, beat.Token);
        try
        {
            await _changed.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            onlookers.Forget((_, until) => until < now);
            return null;
        }

        var changed = new HashSet<Looked>();
        while (_changed.Reader.TryRead(out var at))
        {
            changed.Add(at);
        }

        return changed.Contains(Everything) ? null : changed;
    }

    private static async Task SayAsync(NpgsqlConnection connection, string payload, CancellationToken ct)
    {
        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = Channel }, new() { Value = payload } } };
        await notify.ExecuteNonQueryAsync(ct);
    }
}
