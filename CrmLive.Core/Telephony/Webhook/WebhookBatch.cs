using System.Text.Json;

namespace CrmLive.Core.Telephony.Webhook;

/// <summary>What a request's body says: the events that can be read, each with its place, and for the others why not.</summary>
public sealed record WebhookBatch(IReadOnlyList<(int Index, CallEvent Event)> Events, IReadOnlyList<WebhookRefusal> Refused)
{
    public const int MostBytes = 1 << 20;
    public const int MostEvents = 1000;

    // Ours are three deep; a thousand brackets are somebody's attempt.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 8 };

    /// <summary>One event, a list of them, or an object with a list "events".</summary>
    /// <param name="idempotencyKey">Names the events that have no id of their own: the same request again is the same events.</param>
    /// <exception cref="WebhookBodyException">Nothing in it can be read.</exception>
    public static WebhookBatch Parse(ReadOnlyMemory<byte> body, string exchange, string? idempotencyKey, DateTime now)
    {
        if (body.Length > MostBytes) throw new WebhookBodyException($"The body is larger than {MostBytes} bytes.");
        if (idempotencyKey is { Length: > 150 }) throw new WebhookBodyException("The idempotency key is longer than 150 characters.");
        try
        {
            using var json = JsonDocument.Parse(body, Reading);
            return Read(json.RootElement, new WebhookEventReader(exchange, idempotencyKey, now));
        }
        catch (JsonException malformed)
        {
            throw new WebhookBodyException($"The body is no JSON: {malformed.Message}");
        }
    }

    private static WebhookBatch Read(JsonElement root, WebhookEventReader reader)
    {
        var items = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("events", out var list) ? list : root;
        if (items.ValueKind == JsonValueKind.Object) return ReadAll([items], reader);
        if (items.ValueKind != JsonValueKind.Array) throw new WebhookBodyException("The body must be an event or a list of events.");
        if (items.GetArrayLength() > MostEvents) throw new WebhookBodyException($"The list has more than {MostEvents} events.");
        return ReadAll(items.EnumerateArray(), reader);
    }

    private static WebhookBatch ReadAll(IEnumerable<JsonElement> items, WebhookEventReader reader)
    {
        var (events, refused) = (new List<(int, CallEvent)>(), new List<WebhookRefusal>());
        foreach (var (index, item) in items.Index())
        {
            var (said, reason) = reader.Read(index, item);
            if (said is not null) events.Add((index, said));
            else refused.Add(new WebhookRefusal(index, reason!));
        }
        return new WebhookBatch(events, refused);
    }
}

/// <param name="Index">Place in the request, from 0.</param>
/// <param name="Reason">One English sentence for whoever runs the exchange.</param>
public sealed record WebhookRefusal(int Index, string Reason);

/// <summary>Nothing of the request can be taken; the message says why.</summary>
public sealed class WebhookBodyException(string message) : Exception(message);
