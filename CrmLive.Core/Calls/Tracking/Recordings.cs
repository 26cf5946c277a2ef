using System.Collections.Immutable;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Tracking;

/// <summary>Gives each talk its recording: its own, or the one of the whole call (so without a transfer there is one for both legs).</summary>
internal static class Recordings
{
    public static void GiveOut(ImmutableArray<CallEvent> ordered, IReadOnlyList<LegPart> parts)
    {
        string? whole = null;
        foreach (var e in ordered.Where(e => e.Kind == CallEventKind.Recorded && !string.IsNullOrWhiteSpace(e.Recording)))
        {
            if (Of(e, parts) is { } part) part.Recording ??= e.Recording;
            else whole ??= e.Recording;
        }
        foreach (var part in parts.Where(part => part.AnsweredAt is not null)) part.Recording ??= whole;
    }

    // An exchange may record on the caller's side, with an id that is no employee's: then the recording is the whole call's.
    private static LegPart? Of(CallEvent e, IReadOnlyList<LegPart> parts)
    {
        var own = parts.Where(part => e.Leg is null ? e.Extension is not null && part.Extension == e.Extension : part.Key == e.Leg);
        return own.LastOrDefault(part => part.AnsweredAt is not null && part.RangAt <= e.At) ?? own.LastOrDefault();
    }
}
