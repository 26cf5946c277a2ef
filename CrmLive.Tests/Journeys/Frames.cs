using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Playwright;

namespace CrmLive.Tests.Journeys;

/// <summary>All that came over the lines of a page, or of a program at the hub, letter by letter as it came.</summary>
public sealed class Frames : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ClientWebSocket _line = new();
    private Task _hearing = Task.CompletedTask;

    public string All => string.Concat(_heard);

    /// <summary>From its next line on.</summary>
    public static Frames Of(IPage page)
    {
        var frames = new Frames();
        page.WebSocket += (_, line) => line.FrameReceived += (_, frame) => frames._heard.Enqueue(frame.Text ?? Encoding.Latin1.GetString(frame.Binary ?? []));
        return frames;
    }

    /// <summary>Of a program that watches these topics.</summary>
    public static async Task<Frames> OfHubAsync(string address, string token, params string[] topics)
    {
        var frames = new Frames();
        frames._line.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await frames._line.ConnectAsync(new Uri($"{address.Replace("http", "ws", StringComparison.Ordinal)}/hubs/live"), default);
        await frames.SayAsync("""{"protocol":"json","version":1}""");
        await frames.SayAsync($$"""{"type":4,"invocationId":"1","target":"Watch","arguments":[["{{string.Join("\",\"", topics)}}"]]}""");
        frames._hearing = frames.HearAsync();
        return frames;
    }

    private async Task SayAsync(string message) => await _line.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task HearAsync()
    {
        var buffer = new byte[65536];
        try
        {
            while (await _line.ReceiveAsync(buffer, default) is { MessageType: not WebSocketMessageType.Close } part)
            {
                _heard.Enqueue(Encoding.Latin1.GetString(buffer, 0, part.Count));
            }
        }
        catch (WebSocketException)
        {
            // The application has stopped.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _line.Abort();
        await _hearing;
        _line.Dispose();
    }
}
