using MessagePack;

namespace CrmLive.Benchmarks.Circuit;

/// <summary>
/// One open page of a Blazor Server application without a browser: it loads the page, starts the circuit, acknowledges every
/// render batch and answers every JavaScript call, as blazor.web.js does.
/// </summary>
public sealed class BrowserCircuit(int number, Visitor visitor, Func<Sighting?> wanted) : IWatcher
{
    private readonly CancellationTokenSource _life = new();
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HubWire? _wire;
    private Task _receiving = Task.CompletedTask;

    public int Number => number;

    public CircuitCounters Counters { get; } = new();

    public string? Failure { get; private set; }

    /// <summary>Set by a person who looks into the batches; gets each batch as it comes.</summary>
    public Action<IReadOnlyList<string>>? Texts { get; set; }

    public async Task OpenAsync(string page, CancellationToken ct)
    {
        var address = new Uri(visitor.Home, page);
        var markers = PageMarkers.Read(await visitor.PageAsync(address, ct));
        _wire = await HubWire.ConnectAsync(visitor, "_blazor", Framing.BlazorPack, ct);
        _receiving = ReceiveAsync();
        await SendAsync(PackMessage.Invoke("0", "StartCircuit", visitor.Home.AbsoluteUri, address.AbsoluteUri, "[]", markers.State));
        await _started.Task.WaitAsync(ct);
        await SendAsync(PackMessage.Invoke(null, "UpdateRootComponents", markers.AddAll(), markers.State));
        await _rendered.Task.WaitAsync(ct);
    }

    public Task PingAsync(CancellationToken ct) => _wire?.SendAsync(PackMessage.Ping, ct).AsTask() ?? Task.CompletedTask;

    /// <summary>Says goodbye as a browser's unload does, so that the server need not keep the circuit for its return.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        if (_wire is null)
        {
            return;
        }
        if (_started.Task.IsCompletedSuccessfully)
        {
            using var form = new MultipartFormDataContent { { new StringContent(await _started.Task), "circuitId" } };
            using var answer = await visitor.Http.PostAsync(new Uri("_blazor/disconnect", UriKind.Relative), form, ct);
        }
        await _wire.CloseAsync(ct);
    }

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

    private async Task ReceiveAsync()
    {
        try
        {
            await _wire!.ReceiveAsync(HandleAsync, _life.Token);
            Fail("The server closed the connection.");
        }
        catch (Exception e) when (_life.IsCancellationRequested)
        {
            Fail(e.Message);
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or InvalidOperationException or MessagePackSerializationException)
        {
            Fail(e.Message);
        }
    }

    private ValueTask HandleAsync(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        var length = reader.ReadArrayHeader();
        switch (reader.ReadInt32())
        {
            case 1:
                reader.Skip();
                reader.Skip();
                return InvokedAsync(reader.ReadString()!, ref reader);
            case 3:
                reader.Skip();
                reader.Skip();
                Completed(reader.ReadInt32(), ref reader);
                return ValueTask.CompletedTask;
            case 7:
                Fail($"The hub closed: {(length > 1 ? reader.ReadString() : null)}");
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }

    private ValueTask InvokedAsync(string target, ref MessagePackReader reader)
    {
        var arguments = reader.ReadArrayHeader();
        switch (target)
        {
            case "JS.RenderBatch":
                var batch = reader.ReadInt64();
                Rendered(reader.ReadBytes()!.Value.FirstSpan);
                return SendAsync(PackMessage.Invoke(null, "OnRenderCompleted", batch, null));
            case "JS.BeginInvokeJS":
                Counters.JsCalls++;
                var handle = reader.ReadInt64();
                var identifier = reader.ReadString()!;
                reader.Skip();
                var resultType = arguments > 3 ? reader.ReadInt32() : 0;
                return handle == 0
                    ? ValueTask.CompletedTask
                    : SendAsync(PackMessage.Invoke(null, "EndInvokeJSFromDotNet", handle, true, JsAnswers.To(handle, identifier, resultType)));
            case "JS.Error":
                Fail(reader.ReadString()!);
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }

    private void Rendered(ReadOnlySpan<byte> bytes)
    {
        var batch = new RenderBatch(bytes);
        if (wanted() is { } sighting && batch.Mentions(sighting.Mark))
        {
            sighting.SeenBy(number);
        }
        Counters.Batches++;
        Counters.BatchBytes += batch.Length;
        Counters.UpdatedComponents += batch.UpdatedComponents;
        Counters.BornComponents += batch.BornComponents();
        Counters.DisposedComponents += batch.DisposedComponents;
        Texts?.Invoke(batch.Texts());
        _rendered.TrySetResult();
    }

    private void Completed(int kind, ref MessagePackReader reader)
    {
        const int error = 1, value = 3;
        var text = kind is error or value && !reader.IsNil ? reader.ReadString() : null;
        if (kind == value && text is not null)
        {
            _started.TrySetResult(text);
        }
        else
        {
            Fail(text ?? "The server refused the circuit.");
        }
    }

    private void Fail(string why)
    {
        Failure ??= why;
        _started.TrySetException(new InvalidOperationException(why));
        _rendered.TrySetException(new InvalidOperationException(why));
    }

    private ValueTask SendAsync(byte[] message) => _wire!.SendAsync(message, _life.Token);
}
