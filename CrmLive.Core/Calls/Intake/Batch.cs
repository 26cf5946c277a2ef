using CrmLive.Core.Access;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>Events one sender handed in together and waits for.</summary>
internal sealed class Batch
{
    private readonly TaskCompletionSource<IntakeAnswer> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<RefusedEvent> _refused = [];

    public Batch(IReadOnlyList<CallEvent> events, Actor actor, DateTime now)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (EventCheck.WhatIsWrong(events[i], now) is { } reason) _refused.Add(new(i, events[i].EventId ?? "", reason));
            else Arrivals.Add(new Arrival(EventCheck.Normal(events[i]), actor, i, now));
        }
    }

    public List<Arrival> Arrivals { get; } = [];
    public Task<IntakeAnswer> Answered => _answered.Task;

    public void Complete()
    {
        if (Arrivals.Find(arrival => arrival.Failure is not null)?.Failure is { } failure) _answered.SetException(new IntakeFailed(failure));
        else _answered.SetResult(Answer());
    }

    public IntakeAnswer Answer() => new(
        Arrivals.Count(arrival => arrival is { Refused: null, IsKnown: false }),
        Arrivals.Count(arrival => arrival is { Refused: null, IsKnown: true }),
        [.. _refused.Concat(Arrivals.Where(arrival => arrival.Refused is not null).Select(arrival => new RefusedEvent(arrival.Index, arrival.Event.EventId, arrival.Refused!)))
            .OrderBy(refused => refused.Index)]);
}

/// <summary>One event on its way in, and what became of it.</summary>
internal sealed class Arrival(CallEvent e, Actor actor, int index, DateTime takenAt)
{
    public CallEvent Event => e;
    public Actor Actor => actor;
    public int Index => index;
    public DateTime TakenAt => takenAt;
    public bool IsKnown { get; set; }
    public string? Refused { get; set; }
    public Exception? Failure { get; set; }
}
