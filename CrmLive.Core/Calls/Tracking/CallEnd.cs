using System.Collections.Immutable;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Tracking;

/// <summary>
/// When a call was over and who said so. The exchange's word stands above a user's, a user's above the clock's (decision 4):
/// the exchange knows; a user who ended an entry saw that it was wrong, so only an end brings different times, never another ring;
/// a time-out merely guessed, so any later sign of life takes it back.
/// </summary>
internal readonly record struct CallEnd(DateTime At, CallEndedBy By, HangUp? Cause)
{
    public static CallEnd? Of(ImmutableArray<CallEvent> ordered)
    {
        // Said twice, the later one counts: what happened in between would otherwise be lost.
        if (ordered.LastOrDefault(e => e.Kind == CallEventKind.Ended) is { } ended) return new(ended.At, CallEndedBy.Exchange, ended.Cause);
        if (ordered.FirstOrDefault(e => e.Kind == CallEventKind.EndedByHand) is { } hand) return new(hand.At, CallEndedBy.Hand, null);

        // A recording is written after the call and is no sign of life.
        var last = ordered.LastOrDefault(e => e.Kind != CallEventKind.Recorded);
        return last?.Kind == CallEventKind.TimedOut ? new(last.At, CallEndedBy.Timeout, null) : null;
    }
}
