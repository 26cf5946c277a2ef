using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace CrmLive.Core.Telephony.Webhook;

/// <summary>Reads one event of a request. Fields it does not know are passed over: exchanges send what they have.</summary>
internal sealed class WebhookEventReader(string exchange, string? idempotencyKey, DateTime now)
{
    private const int LongestText = 200;
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, CallEventKind> Kinds = WordsOf<CallEventKind>().Where(word => word.Value < CallEventKind.TimedOut).ToDictionary();
    private static readonly Dictionary<string, CallDirection> Directions = WordsOf<CallDirection>().ToDictionary();
    private static readonly Dictionary<string, HangUp> Causes = WordsOf<HangUp>().ToDictionary();

    public (CallEvent? Event, string? Reason) Read(int index, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return (null, "An event must be an object.");
        try
        {
            return (new CallEvent
            {
                Exchange = exchange,
                EventId = Text(json, "id") ?? (idempotencyKey is null ? throw new Unreadable("\"id\" is missing, and the request has no Idempotency-Key.") : $"{idempotencyKey}/{index}"),
                CallKey = Text(json, "call") ?? throw new Unreadable("\"call\" is missing."),
                Kind = Word(json, "kind", Kinds) ?? throw new Unreadable($"\"kind\" is missing; it is one of {string.Join(", ", Kinds.Values)}."),
                At = Time(json),
                Direction = Word(json, "direction", Directions),
                Caller = Text(json, "caller"),
                CallerName = Text(json, "callerName"),
                Line = Text(json, "line"),
                Leg = Text(json, "leg"),
                Extension = Text(json, "extension"),
                Queue = Text(json, "queue"),
                Cause = Word(json, "cause", Causes),
                Recording = Recording(json),
            }, null);
        }
        catch (Unreadable wrong)
        {
            return (null, wrong.Message);
        }
    }

    private DateTime Time(JsonElement json)
    {
        if (!json.TryGetProperty("at", out var value)) throw new Unreadable("\"at\" is missing.");
        var at = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDecimal(out var seconds) && seconds is > 0 and < 10_000_000_000m => DateTime.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)),
            JsonValueKind.String when IsZoned(AsText("at", value), out var when) => when,
            _ => throw new Unreadable("\"at\" must be a time with its zone (2027-01-31T09:00:00Z) or seconds since 1970."),
        };
        return at <= now + MostAhead ? at : throw new Unreadable("\"at\" lies more than five minutes ahead of our clock.");
    }

    // A time without zone would be read by the clock of whichever machine this runs on.
    private static bool IsZoned(string text, out DateTime at)
    {
        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when);
        at = when.UtcDateTime;
        return isTime && text.Length <= 40 && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal)) && text.Contains('T', StringComparison.Ordinal);
    }

    private static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => AsText(name, value),
            // Extensions and ids are often sent as numbers.
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new Unreadable($"\"{name}\" must be a text."),
        };
        if (text.Length > LongestText) throw new Unreadable($"\"{name}\" is longer than {LongestText} characters.");
        return text.Length == 0 ? null : text;
    }

    private static string AsText(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!.Trim();
        }
        catch (InvalidOperationException)
        {
            throw new Unreadable($"\"{name}\" holds half a character.");
        }
    }

    private static string? Recording(JsonElement json)
    {
        var file = Text(json, "recording");
        if (file is null || (!file.StartsWith('/') && !file.Contains('\\') && !file.Split('/').Contains(".."))) return file;
        throw new Unreadable("\"recording\" must be a file below the recordings folder.");
    }

    private static T? Word<T>(JsonElement json, string name, Dictionary<string, T> words) where T : struct
    {
        if (Text(json, name) is not { } text) return null;
        return words.TryGetValue(Bare(text), out var word) ? word : throw new Unreadable($"\"{name}\" is one of {string.Join(", ", words.Values)}.");
    }

    /// <summary>noAnswer, no-answer, NO_ANSWER: one word.</summary>
    private static string Bare(string text) => string.Concat(text.Where(char.IsAsciiLetter)).ToUpperInvariant();

    private static IEnumerable<KeyValuePair<string, T>> WordsOf<T>() where T : struct, Enum => Enum.GetValues<T>().Select(value => KeyValuePair.Create(Bare($"{value}"), value));

    [SuppressMessage("Design", "CA1064", Justification = "Never leaves this class.")]
    private sealed class Unreadable(string message) : Exception(message);
}
