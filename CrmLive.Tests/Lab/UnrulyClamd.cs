using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CrmLive.Core.Documents;

namespace CrmLive.Tests.Lab;

/// <summary>Speaks clamd's INSTREAM on a port of this machine and answers as the test wants it to.</summary>
public sealed class UnrulyClamd : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    public UnrulyClamd()
    {
        _listener.Start();
        Options = new ScanOptions { Clamd = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}" };
        _accepting = AcceptAsync();
    }

    public ScanOptions Options { get; }

    /// <summary>Null hangs up before anything was said.</summary>
    public string? Answer { get; set; } = "stream: OK";

    /// <summary>After so many bytes it speaks, and reads no further.</summary>
    public int Takes { get; set; } = int.MaxValue;

    /// <summary>What it was last sent, whole.</summary>
    public byte[] Seen { get; private set; } = [];

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        // Not before: who has just hung up would listen again on a port that is closed.
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or EndOfStreamException or SocketException)
        {
        }
    }

    private async Task TalkAsync(NetworkStream line)
    {
        var order = new byte[10];
        await line.ReadExactlyAsync(order, _closing.Token);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(order));
        using var seen = new MemoryStream();
        var head = new byte[4];
        while (seen.Length < Takes)
        {
            await line.ReadExactlyAsync(head, _closing.Token);
            if (BinaryPrimitives.ReadInt32BigEndian(head) is var length && length == 0)
            {
                break;
            }

            var part = new byte[length];
            await line.ReadExactlyAsync(part, _closing.Token);
            seen.Write(part);
        }

        Seen = seen.ToArray();
        if (Answer is not null)
        {
            await line.WriteAsync(Encoding.ASCII.GetBytes(Answer + "\0"), _closing.Token);
        }
    }
}
