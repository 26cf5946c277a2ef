namespace CrmLive.Core.Calls.Tracking;

/// <summary>C4 for a call going on.</summary>
internal static class Progress
{
    public static CallStatus Of(LegWalk walk)
    {
        if (IsBeingTransferred(walk)) return CallStatus.Transferring;
        if (walk.Parts.Any(part => part.IsTalking)) return CallStatus.Talking;
        if (walk.Parts.Any(part => part is { IsOpen: true, OnHold: true })) return CallStatus.OnHold;
        if (walk.Parts.Any(part => part.IsOpen)) return CallStatus.Ringing;
        // Between the hang-up of the talking leg and the end of the call lies a moment; it must not flash as ringing.
        return walk.Parts.Any(part => part.AnsweredAt is not null) ? CallStatus.Talking : CallStatus.Ringing;
    }

    private static bool IsBeingTransferred(LegWalk walk)
    {
        if (walk.LastTransfer is not { } transfer || transfer.TakenBy(walk.Parts) is not null) return false;
        if (walk.Parts.Any(part => part.IsTalking && part.TalksSince > transfer.Place)) return false;

        // Everybody asked has hung up and the giver is still there: the giver has the caller again.
        var asked = walk.Parts.Where(transfer.Brought).ToArray();
        return !(transfer.Giver.IsOpen && asked.Length > 0 && asked.All(part => !part.IsOpen));
    }
}
