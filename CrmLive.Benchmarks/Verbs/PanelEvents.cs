using System.Globalization;
using System.Net.Http.Json;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Core.Telephony;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Call events that put a mark onto every open panel, handed to the intake within the server.</summary>
public sealed class PanelEvents(Visitor visitor)
{
    private const int Shown = 10;

    private static readonly string Run = Path.GetRandomFileName();

    private readonly Queue<CallEvent> _going = [];
    private int _events;

    /// <summary>So many calls that stay on the panel while it is measured.</summary>
    public async Task FillAsync(CancellationToken ct)
    {
        for (var i = 0; i < Shown; i++)
        {
            await NewCallAsync($"caller {i}", ct);
        }
    }

    /// <summary>A new call rings, with the mark as the caller's name. Answers the moment the intake acknowledged it.</summary>
    public async Task<long> NewCallAsync(string mark, CancellationToken ct)
    {
        var call = Event(Path.GetRandomFileName(), CallEventKind.Started) with
        {
            Direction = CallDirection.Inbound,
            Caller = "+442079460123",
            CallerName = mark,
            Line = "+442079460999",
        };
        _going.Enqueue(call);
        return await SendAsync([call], ct);
    }

    /// <summary>The oldest call ends, so that the panel stays as long as it is.</summary>
    public async Task EndOldestAsync(CancellationToken ct)
    {
        if (_going.Count > Shown)
        {
            await SendAsync([Then(_going.Dequeue(), CallEventKind.Ended) with { Cause = HangUp.AnsweredElsewhere }], ct);
        }
    }

    /// <summary>The newest call gets one telephone more that rings, whose extension is the mark: one card changes, nothing else.</summary>
    public Task<long> ChangeAsync(string mark, CancellationToken ct)
    {
        var call = _going.Last();
        return SendAsync([Then(call, CallEventKind.Ringing) with { Leg = $"{call.CallKey}-{mark}", Extension = mark }], ct);
    }

    public async Task<long> SendAsync(CallEvent[] events, CancellationToken ct)
    {
        using var answer = await visitor.Http.PostAsJsonAsync("bench/calls", events, ct);
        answer.EnsureSuccessStatusCode();
        return long.Parse(await answer.Content.ReadAsStringAsync(ct), CultureInfo.InvariantCulture);
    }

    public CallEvent Event(string call, CallEventKind kind) => new()
    {
        Exchange = "bench",
        EventId = $"{Run}-{Interlocked.Increment(ref _events)}",
        CallKey = call,
        Kind = kind,
        At = TimeProvider.System.GetUtcNow().UtcDateTime,
    };

    private CallEvent Then(CallEvent call, CallEventKind kind) => Event(call.CallKey, kind) with { Direction = call.Direction };
}
