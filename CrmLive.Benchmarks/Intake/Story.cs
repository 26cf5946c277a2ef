using CrmLive.Core.Telephony;

namespace CrmLive.Benchmarks.Intake;

/// <summary>Calls as an exchange tells them, many at once, each the same eight sentences. The numbers are kept for the theatre and ring nobody.</summary>
public sealed class Story(DateTime from)
{
    private const int AtOnce = 200;

    private int _calls;

    /// <summary>So many events, in the order an exchange with 200 calls going on would send them.</summary>
    public IEnumerable<CallEvent> Tell(int events)
    {
        var told = 0;
        while (told < events)
        {
            var calls = Enumerable.Range(0, AtOnce).Select(_ => Call(_calls++).ToArray()).ToArray();
            for (var step = 0; step < calls[0].Length && told < events; step++)
            {
                for (var call = 0; call < AtOnce && told < events; call++, told++)
                {
                    yield return calls[call][step];
                }
            }
        }
    }

    private IEnumerable<CallEvent> Call(int number)
    {
        var extension = $"{100 + number % 25}";
        var first = new CallEvent
        {
            Exchange = "bench",
            EventId = $"{number}-0",
            CallKey = $"call-{number}",
            Kind = CallEventKind.Started,
            At = from.AddMilliseconds(number),
            Direction = CallDirection.Inbound,
            Caller = $"+4420794600{number % 100:D2}",
            Line = "+442079460999",
        };
        var leg = first with { Leg = $"leg-{number}", Extension = extension };
        yield return first;
        yield return Then(leg, 1, CallEventKind.Ringing);
        yield return Then(leg, 2, CallEventKind.Answered);
        yield return Then(leg, 3, CallEventKind.Held);
        yield return Then(leg, 4, CallEventKind.Resumed);
        yield return Then(leg, 5, CallEventKind.Recorded) with { Recording = $"2026/call-{number}.wav" };
        yield return Then(leg, 6, CallEventKind.LegEnded) with { Cause = HangUp.Normal };
        yield return Then(first, 7, CallEventKind.Ended) with { Cause = HangUp.Normal };
    }

    private static CallEvent Then(CallEvent first, int step, CallEventKind kind) =>
        first with { EventId = $"{first.CallKey}-{step}", Kind = kind, At = first.At.AddSeconds(step) };
}
