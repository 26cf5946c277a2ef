using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CrmLive.Tests.Account;
using CrmLive.Tests.Lab;
using CrmLive.Web.Wall;

namespace CrmLive.Tests.Wall;

/// <summary>A television without a picture: keeps its cookie, and every byte that ever came to it.</summary>
internal sealed class Television(WebOffice office) : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ConcurrentQueue<string> _heard = new();
    private readonly CancellationTokenSource _off = new();
    private ClientWebSocket? _line;
    private Task _listening = Task.CompletedTask;
    private int _asked;

    public Visitor Browser { get; } = office.Visitor();

    /// <summary>All that came over the wire so far, pages and messages.</summary>
    public string Everything => string.Join('\n', _heard);

    public bool IsCut => _line?.State is not WebSocketState.Open;

    public async Task<string> AskForCodeAsync()
    {
        using var answer = await Browser.Http.PostAsync("/wall/pair", null);
        answer.EnsureSuccessStatusCode();
        return Kept(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString()!;
    }

    public async Task<string> StandingAsync() => Kept(await Browser.TextAsync("/wall/standing")).GetProperty("state").GetString()!;

    public async Task<string> PageAsync()
    {
        var page = await Browser.TextAsync("/wall");
        _heard.Enqueue(page);
        return page;
    }

    /// <summary>A WebSocket with SignalR's JSON, spoken by hand so that nothing of what comes is hidden by a client library.</summary>
    public async Task ConnectAsync()
    {
        var line = new ClientWebSocket();
        line.Options.Cookies = Browser.Cookies;
        _line = line;
        await line.ConnectAsync(new Uri(office.Address.AbsoluteUri.Replace("http:", "ws:", StringComparison.Ordinal).TrimEnd('/') + WallHub.Address), _off.Token);
        await SayAsync("""{"protocol":"json","version":1}""");
        _listening = ListenAsync(line);
    }

    public Task ShowAsync() => SayAsync($$"""{"type":1,"invocationId":"{{++_asked}}","target":"Show","arguments":[]}""");

    /// <summary>What the hub said by itself: "Changed", "Beat", "Revoked".</summary>
    public IReadOnlyList<JsonElement> Said(string target) =>
        [.. Messages().Where(m => m.TryGetProperty("target", out var t) && t.GetString() == target).Select(m => m.GetProperty("arguments").EnumerateArray().FirstOrDefault())];

    /// <summary>The last answer to Show.</summary>
    public JsonElement? Welcome => Messages().Where(m => m.TryGetProperty("result", out _)).Select(m => (JsonElement?)m.GetProperty("result")).LastOrDefault();

    public Task<JsonElement> WelcomedAsync() => WhenAsync(() => Welcome, "the wall is told what to show");

    public Task<JsonElement> ChangedAsync(Func<JsonElement, bool> so, string what) =>
        WhenAsync(() => Said("Changed").Select(c => (JsonElement?)c).LastOrDefault(c => so(c!.Value)), what);

    public async Task<HttpStatusCode> RefusedAsync()
    {
        using var answer = await Browser.Http.PostAsync($"{WallHub.Address}/negotiate?negotiateVersion=1", null);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _off.CancelAsync();
        await _listening;
        _line?.Dispose();
        Browser.Dispose();
        _off.Dispose();
    }

    private static async Task<JsonElement> WhenAsync(Func<JsonElement?> look, string what)
    {
        JsonElement? found = null;
        await Eventually.True(() => (found = look()) is not null, what);
        return found!.Value;
    }

    private IEnumerable<JsonElement> Messages() =>
        string.Concat(_heard.Where(heard => heard.Contains(End))).Split(End, StringSplitOptions.RemoveEmptyEntries).Where(m => m.StartsWith('{')).Select(m => JsonDocument.Parse(m).RootElement);

    private JsonElement Kept(string text)
    {
        _heard.Enqueue(text);
        return JsonDocument.Parse(text).RootElement;
    }

    private Task SayAsync(string message) => _line!.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, _off.Token);

    private async Task ListenAsync(ClientWebSocket line)
    {
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        try
        {
            while (line.State == WebSocketState.Open)
            {
                var got = await line.ReceiveAsync(buffer, _off.Token);
                text.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
                if (got.EndOfMessage && text.Length > 0)
                {
                    _heard.Enqueue(text.ToString());
                    text.Clear();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Cut by the server, or switched off by the test.
        }
    }
}
