using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Tracking;

/// <summary>Ends the legs of which nobody said that they ended, at the moment that makes it plain.</summary>
internal static class LegClosing
{
    public static void Close(LegWalk walk, CallDirection direction, CallEnd? end)
    {
        foreach (var transfer in walk.Transfers) LetGiverGo(transfer, walk.Parts);
        foreach (var part in walk.Parts) StopRingingBeside(part, walk.Parts);
        if (end is not { } over) return;
        foreach (var part in walk.Parts) part.End(over.At, over.Cause);

        // The dialling employee's own leg ends normally; why the other side was not reached stands on the call.
        if (direction != CallDirection.Outbound) return;
        foreach (var part in walk.Parts.Where(part => part.Cause is null or HangUp.Normal)) part.Cause = over.Cause ?? part.Cause;
    }

    private static void LetGiverGo(Transfer transfer, IReadOnlyList<LegPart> parts)
    {
        if (transfer.Giver.TalksSince > transfer.Place || transfer.TakenBy(parts) is not { AnsweredAt: { } taken }) return;
        transfer.Giver.End(taken > transfer.At ? taken : transfer.At, HangUp.Normal);
    }

    // Several telephones of a queue ring at once; the first to answer silences the others, whatever cause each of them gives.
    private static void StopRingingBeside(LegPart part, IReadOnlyList<LegPart> parts)
    {
        if (part.AnsweredAt is not null || part.Cause is HangUp.Declined or HangUp.Busy or HangUp.Failed) return;
        var first = parts.Where(other => other.AnsweredAt >= part.RangAt).Min(other => other.AnsweredAt);
        if (first is not { } answered || part.EndedAt < answered) return;
        part.End(answered, HangUp.AnsweredElsewhere);
        part.Cause = HangUp.AnsweredElsewhere;
    }
}
