using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Tracking;

/// <summary>C4 for a call that is over (decision 4 says why each is what it is).</summary>
internal static class Outcome
{
    public static CallStatus Of(CallFacts facts, LegWalk walk, CallEnd end)
    {
        if (walk.Parts.Any(part => part.AnsweredAt is not null))
        {
            if (walk.LastTransfer is not { } transfer) return CallStatus.Answered;
            return transfer.TakenBy(walk.Parts) is null ? CallStatus.TransferredNotAnswered : CallStatus.TransferredAnswered;
        }
        if (AnsweredUnseenAt(walk.Parts) is not null) return CallStatus.Answered;
        return walk.Parts.Count == 0 ? NobodyRang(facts, end) : NobodyAnswered(facts, walk.Parts, end);
    }

    /// <summary>A telephone that fell silent because another was answered proves an answer whose own event got lost.</summary>
    public static DateTime? AnsweredUnseenAt(IReadOnlyList<LegPart> parts) =>
        parts.Where(part => part.Status == LegStatus.AnsweredElsewhere).Min(part => part.EndedAt);

    // One telephone that rang unanswered makes the call missed: there somebody could have taken it. Declined is a call that was only refused.
    private static CallStatus NobodyAnswered(CallFacts facts, IReadOnlyList<LegPart> parts, CallEnd end)
    {
        if (parts.Any(part => part.Status == LegStatus.Missed))
        {
            var givenUpEarly = facts.Direction == CallDirection.Outbound && !facts.Rang && end.Cause != HangUp.NoAnswer;
            return givenUpEarly ? CallStatus.Abandoned : CallStatus.Missed;
        }
        if (parts.Any(part => part.Status == LegStatus.Declined)) return CallStatus.Declined;
        return parts.Any(part => part.Status == LegStatus.Busy) ? CallStatus.Busy : CallStatus.Failed;
    }

    private static CallStatus NobodyRang(CallFacts facts, CallEnd end) => end.Cause switch
    {
        HangUp.Busy => CallStatus.Busy,
        HangUp.Declined => CallStatus.Declined,
        HangUp.Failed => CallStatus.Failed,
        HangUp.NoAnswer => CallStatus.Missed,
        HangUp.Normal or HangUp.Abandoned => CallStatus.Abandoned,
        // No reason given: who waited in a queue gave up there; else the line rang and nobody came.
        _ => facts.Queue is null && facts.Direction != CallDirection.Outbound ? CallStatus.Missed : CallStatus.Abandoned,
    };
}
