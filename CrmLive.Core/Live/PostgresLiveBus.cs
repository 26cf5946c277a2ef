using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CrmLive.Core.Live;

/// <summary>Joins the nodes on one PostgreSQL: what rings here rings at once here, and a moment later at the others.</summary>
public sealed class PostgresLiveBus : ILiveBus, IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly InProcessLiveBus _local = new();
    private readonly HeardRings _heard = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly RingRelay _relay;
    private readonly Task _sending;
    private readonly Task _listening;

    /// <param name="checkEvery">How often the journal is compared with what was heard; a lost ring is made good within two of these.</param>
    public PostgresLiveBus(string connectionString, TimeProvider clock, ILogger<PostgresLiveBus>? log = null, TimeSpan? checkEvery = null)
    {
        log ??= NullLogger<PostgresLiveBus>.Instance;
        // Unpooled, so that neither connection is ever a request's; the keepalive finds a line that died without a word.
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 10, ApplicationName = $"CrmLive live {Node}" }.ConnectionString;
        _relay = new RingRelay(own, Node, clock, log);
        var listener = new RingListener(own, Node, _local, _heard, checkEvery ?? TimeSpan.FromSeconds(2), clock, log);
        _sending = Task.Run(() => _relay.RunAsync(_stop.Token));
        _listening = Task.Run(() => listener.RunAsync(_stop.Token));
    }

    /// <summary>Tells this process's own rings from the others' when they come back.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N")[..12];

    public void Publish(IReadOnlyList<LiveEvent> events)
    {
        if (events.Count > 0)
        {
            _local.Publish(events);
            _heard.Note(events);
            _relay.Send(events);
        }
    }

    public LiveSubscription Subscribe(params IReadOnlyList<LiveTopic> topics) => _local.Subscribe(topics);

    public async ValueTask DisposeAsync()
    {
        _relay.Complete();
        await _sending.WaitAsync(LastWords).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stop.CancelAsync();
        await Task.WhenAll(_sending, _listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _local.DisposeAsync();
        _stop.Dispose();
    }
}
