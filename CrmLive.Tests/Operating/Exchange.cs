using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CrmLive.Core.Telephony.Webhook;

namespace CrmLive.Tests.Operating;

/// <summary>A telephone exchange that sends signed events over the webhook, several at once, and remembers which were acknowledged.</summary>
internal sealed class Exchange(string address) : IDisposable
{
    private const string Secret = "only-for-this-test-and-no-other";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentBag<string> _acknowledged = [];
    private int _calls;

    public static string[] Settings { get; } =
    [
        "--Sample:Enabled=false", "--Telephony:Webhook:Enabled=true", "--Telephony:Webhook:Keys:0:Name=pbx", $"--Telephony:Webhook:Keys:0:Secret={Secret}",
    ];

    public IReadOnlyCollection<string> Acknowledged => _acknowledged;

    /// <summary>Calls one after the other, each begun, rung and ended, until the line breaks or it is told to stop.</summary>
    public async Task SendOnAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var call = $"call-{Interlocked.Increment(ref _calls)}";
            try
            {
                foreach (var kind in (string[])["started", "ringing", "ended"])
                {
                    await SendAsync(call, kind, "+48225550971", null);
                }
            }
            catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
            {
                return;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    public async Task<HttpStatusCode> SendAsync(string call, string kind, string caller, string? callerName)
    {
        var eventId = $"{call}-{kind}";
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = eventId, call, kind, caller, callerName, direction = "inbound", leg = "a", extension = "101",
            at = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/calls/events") { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(Secret, timestamp, body));
        using var answer = await _http.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Assert.True(said.Contains("\"taken\":1", StringComparison.Ordinal), Encoding.UTF8.GetString(body) + said);
            _acknowledged.Add(eventId);
        }

        return answer.StatusCode;
    }
}
