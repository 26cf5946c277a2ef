using System.Collections.Concurrent;
using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Asterisk;

/// <summary>An adapter connected to some exchange, and everything it has said.</summary>
public sealed class Feed : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<CallEvent> _events = new();
    private readonly Task _running;

    public Feed(AsteriskOptions options, IReadOnlyCollection<string>? believed = null, Func<IReadOnlyList<CallEvent>, ValueTask>? intake = null)
    {
        Adapter = new AsteriskAdapter(options, async (events, _) =>
        {
            if (intake is not null) await intake(events);
            foreach (var said in events) _events.Enqueue(said);
        }, _ => ValueTask.FromResult(believed ?? []), TimeProvider.System, NullLogger<AsteriskAdapter>.Instance);
        _running = Adapter.RunAsync(_stop.Token);
    }

    public AsteriskAdapter Adapter { get; }

    public IReadOnlyCollection<CallEvent> Events => _events;

    /// <summary>The settings of an office whose trunk and telephones are the lab's.</summary>
    public static AsteriskOptions Options(int amiPort) => new()
    {
        Enabled = true,
        Port = amiPort,
        User = Lab.AsteriskLab.User,
        Secret = Lab.AsteriskLab.Secret,
        InboundContexts = ["from-trunk"],
        OfficeContexts = ["office"],
        DialContext = "office",
        OutsidePrefix = "0",
    };

    public Task ConnectedAsync() => Lab.Eventually.True(() => Adapter.State.Connection == AsteriskConnection.Connected, $"connected; {Adapter.State.Error}");

    /// <summary>The call with this outside number (or, of an internal call, this extension), if it has been heard of: as the tracker sees it.</summary>
    public CallState? CallWith(string number) => _events.LastOrDefault(said => said.Kind == CallEventKind.Started && said.Caller == number) is { } started ? Call(started.CallKey) : null;

    // What the tracker said after each event of the call.
    private IEnumerable<CallState> States(string number)
    {
        if (CallWith(number) is not { CallKey: var key }) return [];
        var said = _events.Where(said => said.CallKey == key).ToArray();
        return Enumerable.Range(1, said.Length).Select(many => CallTracker.Fold(said[..many]));
    }

    public CallState Call(string key) => CallTracker.Fold(_events.Where(said => said.CallKey == key));

    public async Task<CallState> CallWithAsync(string number, Func<CallState, bool> becomes, string what)
    {
        await Lab.Eventually.True(() => Task.FromResult(CallWith(number) is { } call && becomes(call)),
            () => $"the call with {number} is {what}; heard was\n{string.Join('\n', _events.TakeLast(20))}");
        return CallWith(number)!;
    }

    /// <summary>That it has been so, if only for a moment: a state that passes by itself may be over before a busy machine looks.</summary>
    public Task WasAsync(string number, CallStatus status) => Lab.Eventually.True(() => Task.FromResult(States(number).Any(state => state.Status == status)),
        () => $"the call with {number} was {status}; heard was\n{string.Join('\n', _events.TakeLast(20))}");

    public Task<CallState> CallWithAsync(string number, CallStatus becomes) => CallWithAsync(number, call => call.Status == becomes, becomes.ToString());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
