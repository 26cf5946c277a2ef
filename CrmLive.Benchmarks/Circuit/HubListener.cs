namespace CrmLive.Benchmarks.Circuit;

/// <summary>A listener of the bare SignalR hub in JSON: the least that can be sent to a screen, and so the floor.</summary>
public sealed class HubListener(int number, Visitor visitor, Func<Sighting?> wanted) : IWatcher
{
    private static readonly byte[] Ping = [.. """{"type":6}"""u8, Framing.RecordSeparator];

    private readonly CancellationTokenSource _life = new();
    private HubWire? _wire;
    private Task _receiving = Task.CompletedTask;

    public int Number => number;

    public async Task OpenAsync(string hub, CancellationToken ct)
    {
        _wire = await HubWire.ConnectAsync(visitor, hub, Framing.Json, ct);
        _receiving = _wire.ReceiveAsync(Handle, _life.Token);
    }

    public Task PingAsync(CancellationToken ct) => _wire?.SendAsync(Ping, ct).AsTask() ?? Task.CompletedTask;

    public Task CloseAsync(CancellationToken ct) => _wire?.CloseAsync(ct) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_wire is not null)
        {
            await _wire.DisposeAsync();
        }
        _life.Dispose();
    }

    private ValueTask Handle(ReadOnlyMemory<byte> message)
    {
        if (wanted() is { } sighting && message.Span.IndexOf(sighting.Mark) >= 0)
        {
            sighting.SeenBy(number);
        }
        return ValueTask.CompletedTask;
    }
}
