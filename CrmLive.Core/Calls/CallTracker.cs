using System.Collections.Immutable;
using CrmLive.Core.Calls.Tracking;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls;

/// <summary>Turns what an exchange said about one call into what the call is: a pure function of the set of events, in whatever order, number and pieces they came.</summary>
public static class CallTracker
{
    /// <param name="events">Events of one call; at least one, since a call nobody spoke of does not exist.</param>
    public static CallState Fold(IEnumerable<CallEvent> events)
    {
        var ordered = EventOrder.Of(events);
        if (ordered.Length == 0) throw new ArgumentException("A call is known by at least one event.", nameof(events));

        var facts = CallFacts.Of(ordered);
        var end = CallEnd.Of(ordered);
        var walk = new LegWalk(facts.Direction);
        walk.Through(ordered, end);
        LegClosing.Close(walk, facts.Direction, end);
        Recordings.GiveOut(ordered, walk.Parts);

        return new CallState
        {
            Exchange = ordered[0].Exchange,
            CallKey = ordered[0].CallKey,
            Direction = facts.Direction,
            Status = end is { } over ? Outcome.Of(facts, walk, over) : Progress.Of(walk),
            Caller = facts.Caller,
            CallerName = facts.CallerName,
            Line = facts.Line,
            Queue = facts.Queue,
            StartedAt = ordered[0].At,
            AnsweredAt = walk.Parts.Min(part => part.AnsweredAt) ?? Outcome.AnsweredUnseenAt(walk.Parts),
            TransferredAt = walk.LastTransfer?.At,
            EndedAt = end?.At,
            EndedBy = end?.By,
            LastEventAt = ordered[^1].At,
            Legs = [.. walk.Parts.Select(part => part.ToState(walk))],
        };
    }
}
