using System.Text;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>A listener of the bare SignalR hub in JSON: the least that can be sent to a screen, and so the floor.</summary>
public sealed class HubListener(int number, Visitor visitor, Func<Sighting?> wanted) : IWatcher
{
    private static readonly byte[] Ping = [.. """{"type":6}"""u8, Framing.RecordSeparator];

    private readonly CancellationTokenSource _life = new();
    private HubWire? _wire;
    private Task _receiving = Task.CompletedTask;

    public int Number => number;

    /// <summary>The last message the first listener heard: what all of them did.</summary>
    public string Heard { get; private set; } = "";

    /// <param name="ask">A method of the hub to be called at once, as a wall does; its answer is among what is heard.</param>
    public async Task OpenAsync(string hub, CancellationToken ct, string? ask = null)
    {
        _wire = await HubWire.ConnectAsync(visitor, hub, Framing.Json, ct);
        _receiving = _wire.ReceiveAsync(Handle, _life.Token);
        if (ask is not null)
        {
            await _wire.SendAsync(Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"1","target":"{{ask}}","arguments":[]}""" + (char)Framing.RecordSeparator), ct);
        }
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
        if (number == 0 && message.Length > Ping.Length * 10)
        {
            Heard = Encoding.UTF8.GetString(message.Span);
        }
        return ValueTask.CompletedTask;
    }
}
