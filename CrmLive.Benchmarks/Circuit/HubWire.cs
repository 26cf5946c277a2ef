using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>A SignalR connection seen from the client's side: negotiated, over a WebSocket, past its handshake.</summary>
public sealed class HubWire : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Framing _framing;
    private byte[] _buffer = new byte[4096];
    private int _filled;

    private HubWire(Framing framing) => _framing = framing;

    public long BytesReceived { get; private set; }

    public static async Task<HubWire> ConnectAsync(Visitor visitor, string path, Framing framing, CancellationToken ct)
    {
        using var negotiated = await visitor.Http.PostAsync(new Uri($"{path}/negotiate?negotiateVersion=1", UriKind.Relative), null, ct);
        negotiated.EnsureSuccessStatusCode();
        var token = (await negotiated.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("connectionToken").GetString();
        var wire = new HubWire(framing);
        try
        {
            await wire.OpenAsync(visitor, new Uri(visitor.Home, $"{path}?id={Uri.EscapeDataString(token!)}"), ct);
            return wire;
        }
        catch
        {
            await wire.DisposeAsync();
            throw;
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            await _socket.SendAsync(message, _framing.Binary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, true, ct);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Hands each message over in order until the server closes or the token says so; the memory is lent until the handler's task ends.</summary>
    public async Task ReceiveAsync(Func<ReadOnlyMemory<byte>, ValueTask> handle, CancellationToken ct)
    {
        do
        {
            var start = 0;
            while (_framing.TryTake(_buffer.AsSpan(start, _filled - start), out var message, out var consumed))
            {
                await handle(_buffer.AsMemory(start, _filled - start)[message]);
                start += consumed;
            }
            Forget(start);
        }
        while (await FillAsync(ct));
    }

    public async Task CloseAsync(CancellationToken ct)
    {
        if (_socket.State == WebSocketState.Open)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task OpenAsync(Visitor visitor, Uri address, CancellationToken ct)
    {
        _socket.Options.Cookies = visitor.Cookies;
        _socket.Options.SetRequestHeader("Origin", visitor.Home.GetLeftPart(UriPartial.Authority));
        // Browsers always offer compression; whether it is used is the server's decision, and part of what is measured.
        _socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        var builder = new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" };
        await _socket.ConnectAsync(builder.Uri, ct);
        await SendAsync(Encoding.UTF8.GetBytes($$"""{"protocol":"{{_framing.Protocol}}","version":1}""" + (char)Framing.RecordSeparator), ct);
        Range answer;
        int consumed;
        while (!Framing.TakeRecord(_buffer.AsSpan(0, _filled), out answer, out consumed))
        {
            if (!await FillAsync(ct))
            {
                throw new InvalidOperationException("The hub closed the connection during the handshake.");
            }
        }
        var text = Encoding.UTF8.GetString(_buffer.AsSpan(0, _filled)[answer]);
        Forget(consumed);
        if (text != "{}")
        {
            throw new InvalidOperationException($"The hub refused the handshake: {text}");
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), ct);
        _filled += received.Count;
        BytesReceived += received.Count;
        return received.MessageType != WebSocketMessageType.Close;
    }

    private void Forget(int count)
    {
        if (count > 0)
        {
            _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
            _filled -= count;
        }
    }
}
