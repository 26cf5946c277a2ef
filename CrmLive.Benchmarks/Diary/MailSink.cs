using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmLive.Benchmarks.Diary;

/// <summary>A mail server that says yes and forgets, in this process: what it costs is the same for whoever sends.</summary>
public sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private int _taken;

    public MailSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Taken => _taken;

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private async Task TalkAsync(TcpClient line)
    {
        using var _ = line;
        line.NoDelay = true;
        using var reader = new StreamReader(line.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(line.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        var within = false;
        while (await reader.ReadLineAsync() is { } said)
        {
            if (within && said != ".")
            {
                continue;
            }

            if (within)
            {
                Interlocked.Increment(ref _taken);
            }

            within = !within && said.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
            await writer.WriteLineAsync(within ? "354 go on" : said.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 yes");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _closing.Dispose();
    }
}
