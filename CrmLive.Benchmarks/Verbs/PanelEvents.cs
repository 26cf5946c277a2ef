using CrmLive.Core.Telephony;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Call events that every open panel must show, by whichever way <paramref name="send"/> takes them into the server.</summary>
public sealed class PanelEvents(Func<CallEvent[], CancellationToken, Task<long>> send)
{
    private const int Shown = 10;

    private static readonly string Run = Path.GetRandomFileName();

    // Each event with the word it brings to every panel, in the language of the bench's office; a new call brings its caller's name.
    private static readonly (CallEventKind Kind, string? Word)[] Life =
    [
        (CallEventKind.Started, null), (CallEventKind.Ringing, "rings"), (CallEventKind.Answered, "Talking"), (CallEventKind.Held, "On hold"), (CallEventKind.Resumed, "Talking"),
    ];

    private readonly Queue<string> _going = [];
    private int _step = -1;
    private string? _life;
    private string? _talked;
    private bool _held;
    private int _events;

    /// <summary>So many calls stay on the panel while it is measured.</summary>
    public async Task FillAsync(CancellationToken ct)
    {
        for (var i = 0; i < Shown; i++)
        {
            await NewCallAsync($"caller {i}", ct);
        }
    }

    /// <summary>A new call rings, with the mark as the caller's name. Answers the moment the server took it.</summary>
    public Task<long> NewCallAsync(string mark, CancellationToken ct)
    {
        var call = Path.GetRandomFileName();
        _going.Enqueue(call);
        return send([Started(call) with { CallerName = mark }], ct);
    }

    /// <summary>The oldest call ends, so that the panel stays as long as it is.</summary>
    public async Task EndOldestAsync(CancellationToken ct)
    {
        if (_going.Count > Shown)
        {
            await send([Event(_going.Dequeue(), CallEventKind.Ended) with { Cause = HangUp.Normal }], ct);
        }
    }

    /// <summary>A fresh call is talked on and the former one ended: a call's hundredth event is no office's everyday.</summary>
    public async Task TalkAsync(CancellationToken ct)
    {
        if (_talked is not null)
        {
            await send([Event(_talked, CallEventKind.Ended) with { Cause = HangUp.Normal }], ct);
        }
        _talked = Path.GetRandomFileName();
        _held = false;
        await send([Started(_talked), OnLeg(_talked, CallEventKind.Ringing), OnLeg(_talked, CallEventKind.Answered)], ct);
    }

    /// <summary>The word that <see cref="ChangeAsync"/> will put onto the panel next, in the language of the bench's office.</summary>
    public string NextState() => _held ? "Talking" : "On hold";

    /// <summary>The talked call is held, or resumed: one card changes and nothing else.</summary>
    public Task<long> ChangeAsync(CancellationToken ct)
    {
        _held = !_held;
        return send([OnLeg(_talked!, _held ? CallEventKind.Held : CallEventKind.Resumed)], ct);
    }

    /// <summary>What the next event of <see cref="LiveOnAsync"/> will put onto the panel.</summary>
    public string NextInLife()
    {
        _step = (_step + 1) % Life.Length;
        return Life[_step].Word ?? Fan.Mark();
    }

    /// <summary>One call lives as calls do: it begins, rings at somebody, is answered, held and resumed; when it is over the next one begins.</summary>
    public async Task<long> LiveOnAsync(string mark, CancellationToken ct)
    {
        if (Life[_step].Kind != CallEventKind.Started)
        {
            return await send([OnLeg(_life!, Life[_step].Kind)], ct);
        }
        await EndLifeAsync(ct);
        _life = Path.GetRandomFileName();
        return await send([Started(_life) with { CallerName = mark }], ct);
    }

    /// <summary>The former call's end is told beside the clock: it takes a card away and shows no word to look for.</summary>
    public async Task EndLifeAsync(CancellationToken ct)
    {
        if (_life is not null)
        {
            await send([Event(_life, CallEventKind.Ended) with { Cause = HangUp.Normal }], ct);
            await Task.Delay(TimeSpan.FromMilliseconds(300), ct);
        }
        _life = null;
    }

    public CallEvent Started(string call) => Event(call, CallEventKind.Started) with { Caller = "+442079460123", Line = "+442079460999" };

    public CallEvent OnLeg(string call, CallEventKind kind) => Event(call, kind) with { Leg = $"{call}-leg", Extension = "101" };

    private CallEvent Event(string call, CallEventKind kind) => new()
    {
        Exchange = "bench",
        EventId = $"{Run}-{Interlocked.Increment(ref _events)}",
        CallKey = call,
        Kind = kind,
        At = TimeProvider.System.GetUtcNow().UtcDateTime,
        Direction = CallDirection.Inbound,
    };
}
