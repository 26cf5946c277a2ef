using System.Collections.Immutable;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Tracking;

/// <summary>
/// The one order in which a call's events are read. Everything that could differ between two events takes part,
/// so that even an exchange that uses an id twice gets the same answer for every order of arrival.
/// </summary>
internal static class EventOrder
{
    public static ImmutableArray<CallEvent> Of(IEnumerable<CallEvent> events)
    {
        var sorted = events.ToArray();
        Array.Sort(sorted, Compare);
        var seen = new HashSet<(string, string)>(sorted.Length);
        return [.. sorted.Where(e => seen.Add((e.Exchange, e.EventId)))];
    }

    private static int Compare(CallEvent a, CallEvent b)
    {
        var order = a.At.CompareTo(b.At);
        if (order == 0) order = Rank(a.Kind).CompareTo(Rank(b.Kind));
        if (order == 0) order = string.CompareOrdinal(a.EventId, b.EventId);
        return order != 0 ? order : CompareRest(a, b);
    }

    private static int CompareRest(CallEvent a, CallEvent b)
    {
        var order = string.CompareOrdinal(a.Exchange, b.Exchange);
        if (order == 0) order = string.CompareOrdinal(a.CallKey, b.CallKey);
        if (order == 0) order = string.CompareOrdinal(a.Leg, b.Leg);
        if (order == 0) order = string.CompareOrdinal(a.Extension, b.Extension);
        if (order == 0) order = Nullable.Compare(a.Cause, b.Cause);
        if (order == 0) order = Nullable.Compare(a.Direction, b.Direction);
        if (order == 0) order = string.CompareOrdinal(a.Caller, b.Caller);
        if (order == 0) order = string.CompareOrdinal(a.CallerName, b.CallerName);
        if (order == 0) order = string.CompareOrdinal(a.Line, b.Line);
        if (order == 0) order = string.CompareOrdinal(a.Queue, b.Queue);
        return order != 0 ? order : string.CompareOrdinal(a.Recording, b.Recording);
    }

    // Many exchanges stamp whole seconds: within one second a telephone rings before it is answered, and what ends comes last.
    private static int Rank(CallEventKind kind) => kind switch
    {
        CallEventKind.Started => 0,
        CallEventKind.Ringing => 1,
        CallEventKind.Answered => 2,
        CallEventKind.Held => 3,
        CallEventKind.Resumed => 4,
        CallEventKind.TransferStarted => 5,
        CallEventKind.LegEnded => 6,
        CallEventKind.Recorded => 7,
        CallEventKind.Ended => 8,
        CallEventKind.TimedOut => 9,
        _ => 10,
    };
}
