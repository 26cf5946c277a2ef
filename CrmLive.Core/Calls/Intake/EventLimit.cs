using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>How many events one call may have. Each of them is folded again with every news of the call, so a feed gone mad over one call would stop all others.</summary>
internal static class EventLimit
{
    public const int Most = 5_000;

    // The end must still be believed, or a call that had too much to say would ring for ever.
    private const int WithEndings = Most + 100;

    public static string Reason { get; } = $"The call has {Most} events, and takes none but its end.";

    /// <summary>Refuses what is too much, and gives back what is not.</summary>
    public static Arrival[] Keep(IReadOnlyList<Arrival> news, int before)
    {
        if (before + news.Count <= Most)
        {
            return [.. news];
        }

        var kept = new List<Arrival>();
        foreach (var arrival in news)
        {
            var ends = arrival.Event.Kind is CallEventKind.Ended or CallEventKind.TimedOut or CallEventKind.EndedByHand;
            if (before + kept.Count < (ends ? WithEndings : Most))
            {
                kept.Add(arrival);
            }
            else
            {
                arrival.Refused = Reason;
            }
        }

        return [.. kept];
    }
}
