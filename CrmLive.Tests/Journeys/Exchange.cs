using System.Net;
using System.Text;
using System.Text.Json;
using CrmLive.Core.Telephony.Webhook;

namespace CrmLive.Tests.Journeys;

/// <summary>An exchange that speaks to CrmLive over the signed webhook, as docs/telephony.md has it.</summary>
public sealed class Exchange(string address) : IDisposable
{
    private const string Secret = "journey-secret-0123456789";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(address) };
    private int _events;

    /// <summary>What the application is started with to listen to it.</summary>
    public static string[] Settings { get; } =
        ["--Sample:Enabled=false", "--Telephony:Webhook:Enabled=true", "--Telephony:Webhook:Keys:0:Name=journey", $"--Telephony:Webhook:Keys:0:Secret={Secret}"];

    public async Task RingAsync(string call, string caller, string extension)
    {
        await TellAsync(call, "started", new { direction = "inbound", caller, line = "225550101" });
        await TellAsync(call, "ringing", new { leg = "1", extension });
    }

    public Task AnswerAsync(string call, string extension) => TellAsync(call, "answered", new { leg = "1", extension });

    public Task EndAsync(string call) => TellAsync(call, "ended", new { cause = "normal" });

    private async Task TellAsync(string call, string kind, object more)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var said = JsonSerializer.SerializeToNode(more)!.AsObject();
        said["id"] = $"{call}-{++_events}";
        said["call"] = call;
        said["kind"] = kind;
        said["at"] = now.ToString("O");
        var body = Encoding.UTF8.GetBytes(said.ToJsonString());
        var timestamp = now.ToUnixTimeSeconds().ToString(null, null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/calls/events") { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(Secret, timestamp, body));
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        Assert.Contains("\"taken\":1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();
}
