using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Documents;

/// <summary>Asks clamd whether a file is infected, in its INSTREAM manner: the file goes over the socket, so the scanner needs no right to our folder.</summary>
public sealed partial class VirusScan(ScanOptions options, TimeProvider clock, ILogger<VirusScan> log)
{
    private const int LongestAnswer = 1024;

    public bool IsOn => options.Clamd.Length > 0;

    public WithoutScan WhenDown => options.WhenDown;

    /// <param name="file">Read from its beginning; where it stands afterwards is not said.</param>
    public async Task<Scanned> AskAsync(Stream file, CancellationToken ct)
    {
        if (!IsOn)
        {
            return Scanned.Clean;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            file.Position = 0;
            return Read(await TalkAsync(file, both.Token));
        }
        catch (Exception fault) when (fault is SocketException or IOException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            NoAnswer(log, options.Clamd, fault.Message);
            return Scanned.NotAsked;
        }
    }

    private async Task<string> TalkAsync(Stream file, CancellationToken ct)
    {
        var address = ScanOptions.AddressOf(options.Clamd)!;
        using var socket = new Socket(address.AddressFamily == AddressFamily.Unspecified ? AddressFamily.InterNetwork : address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(address, ct);
        await using var line = new NetworkStream(socket);
        var answer = AnswerAsync(line, ct);
        try
        {
            await line.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
            var part = new byte[4 + 65536];
            int read;
            while ((read = await file.ReadAsync(part.AsMemory(4), ct)) > 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(part, read);
                await line.WriteAsync(part.AsMemory(0, 4 + read), ct);
            }

            await line.WriteAsync(new byte[4], ct);
        }
        catch (IOException)
        {
            // It hangs up on what is larger than it takes; what it said before that is its answer.
        }

        return await answer;
    }

    private static async Task<string> AnswerAsync(NetworkStream line, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        int read;
        while (length < LongestAnswer && (read = await line.ReadAsync(answer.AsMemory(length), ct)) > 0 && answer[length + read - 1] != 0)
        {
            length += read;
        }

        return Encoding.UTF8.GetString(answer).TrimEnd('\0');
    }

    // "stream: OK", "stream: Eicar-Test-Signature FOUND", "INSTREAM size limit exceeded. ERROR"; anything else is no answer.
    private Scanned Read(string answer)
    {
        if (answer == "stream: OK")
        {
            return Scanned.Clean;
        }

        if (answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal))
        {
            return new Scanned(answer["stream: ".Length..^" FOUND".Length]);
        }

        NoAnswer(log, options.Clamd, answer.Length == 0 ? "it hung up" : answer);
        return Scanned.NotAsked;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The virus scanner at {Clamd} could not say whether a file is infected: {Reason}")]
    private static partial void NoAnswer(ILogger log, string clamd, string reason);
}

/// <param name="Infection">What it was found to be; null when clean or not asked.</param>
public sealed record Scanned(string? Infection)
{
    public static Scanned Clean { get; } = new((string?)null);

    /// <summary>Nobody could say.</summary>
    public static Scanned NotAsked { get; } = new((string?)null) { Answered = false };

    public bool Answered { get; private init; } = true;
}
