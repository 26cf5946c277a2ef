using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmLive.Tests.Asterisk;

/// <summary>The exchange's side of the manager interface, for what a real one cannot be made to say.</summary>
public sealed class FakeExchange : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FakeExchange() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool SomebodyKnocks => _listener.Pending();

    public async Task<FakeConnection> AcceptAsync()
    {
        using var patience = new CancellationTokenSource(Lab.Eventually.Patience);
        var connection = new FakeConnection(await _listener.AcceptTcpClientAsync(patience.Token));
        await connection.WriteAsync("Asterisk Call Manager/9.0.0\r\n");
        return connection;
    }

    /// <summary>Lets the adapter in and tells it these channels are all there are.</summary>
    public async Task<FakeConnection> LetInAsync(params string[] channels)
    {
        var connection = await AcceptAsync();
        await connection.AnswerAsync("Login", "Response: Success");
        await connection.AnswerAsync("CoreShowChannels", ["Response: Success", .. channels.Select(channel => $"Event: CoreShowChannel\r\n{channel}"), "Event: CoreShowChannelsComplete"]);
        return connection;
    }

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        return ValueTask.CompletedTask;
    }
}

public sealed class FakeConnection(TcpClient client) : IDisposable
{
    private readonly StreamReader _reader = new(client.GetStream());

    public async Task WriteAsync(string text) => await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Waits for this action, passing over pings, and answers with these messages.</summary>
    public async Task AnswerAsync(string action, params string[] messages)
    {
        while (true)
        {
            var (name, id) = await ReadActionAsync();
            if (name == "Ping") continue;
            Assert.Equal(action, name);
            await WriteAsync(string.Concat(messages.Select(message => $"{message}\r\nActionID: {id}\r\n\r\n")));
            return;
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<(string Name, string Id)> ReadActionAsync()
    {
        var (name, id) = ("", "");
        while (await _reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Action: ", StringComparison.Ordinal)) name = line[8..];
            if (line.StartsWith("ActionID: ", StringComparison.Ordinal)) id = line[10..];
        }
        return (name, id);
    }
}
