using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Webhook;
using CrmLive.Tests.Calls;

namespace CrmLive.Tests.Journeys;

/// <summary>Exchanges that send invented calls over the signed webhook, several at a time, and keep what was not acknowledged to send it again.</summary>
internal sealed class Burst : IDisposable
{
    private const string Secret = "only for bursts and nothing else";
    private const int Senders = 4;

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string _address;
    private readonly ConcurrentQueue<CallEvent[]> _left;
    private readonly ConcurrentDictionary<string, bool> _acknowledged = [];

    private HttpClient _http;

    public Burst(string address, int calls)
    {
        (_address, _http) = (address, Connect(address));
        _left = new ConcurrentQueue<CallEvent[]>(Invented(calls).Chunk(5));
    }

    public static string[] Settings { get; } =
        ["--Sample:Enabled=false", "--Telephony:Webhook:Enabled=true", $"--Telephony:Webhook:Keys:0:Secret={Secret}"];

    public IReadOnlyCollection<string> Acknowledged => [.. _acknowledged.Keys];

    /// <summary>Sends until so many more events are acknowledged, then does this while the senders go on, and waits for each to notice.</summary>
    public async Task SendUntilAsync(int acknowledged, Func<Task> then)
    {
        var (goal, reached) = (_acknowledged.Count + acknowledged, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var senders = Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            while (_left.TryDequeue(out var events))
            {
                if (await SendAsync(events) is not HttpStatusCode.OK)
                {
                    return;
                }

                if (_acknowledged.Count >= goal)
                {
                    reached.TrySetResult();
                }
            }
        })).ToArray();
        await Task.WhenAny(reached.Task, Task.WhenAll(senders)).WaitAsync(Lab.Eventually.Patience);
        await then();
        await Task.WhenAll(senders);
        // What was connected to a process that is gone is of no use to the next one.
        _http.Dispose();
        _http = Connect(_address);
    }

    public async Task SendRestAsync()
    {
        while (_left.TryDequeue(out var events))
        {
            Assert.Equal(HttpStatusCode.OK, await SendAsync(events));
        }
    }

    /// <summary>One request more.</summary>
    public async Task<HttpStatusCode?> SendNextAsync() => _left.TryDequeue(out var events) ? await SendAsync(events) : throw new InvalidOperationException("All is sent.");

    /// <summary>What was answered, null when nothing was; whatever was not taken is sent again later.</summary>
    private async Task<HttpStatusCode?> SendAsync(CallEvent[] events)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(events.Select(e => new
        {
            Id = e.EventId, Call = e.CallKey, e.Kind, e.At, e.Direction, e.Caller, e.Line, e.Leg, e.Extension, e.Queue, e.Cause, e.Recording,
        }), Camel);
        var timestamp = $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/calls/events") { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(Secret, timestamp, body));
        try
        {
            using var response = await _http.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(0, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refused").GetArrayLength());
                foreach (var taken in events)
                {
                    _acknowledged[taken.EventId] = true;
                }

                return HttpStatusCode.OK;
            }

            _left.Enqueue(events);
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            _left.Enqueue(events);
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpClient Connect(string address) => new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };

    // Three hours ago: whatever is still going on when the application starts again has been silent for too long.
    private static IEnumerable<CallEvent> Invented(int calls)
    {
        var start = DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3), DateTimeKind.Utc);
        return Enumerable.Range(0, calls).SelectMany(i => new Story(i).Told.Events.SkipLast(i % 5 == 0 ? 1 : 0).Select(e => e with
        {
            CallKey = $"call-{i}",
            EventId = $"{i}-{e.EventId}",
            At = start + (e.At - Told.Start),
        }));
    }
}
