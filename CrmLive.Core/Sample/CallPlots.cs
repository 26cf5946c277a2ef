using CrmLive.Core.Telephony;

namespace CrmLive.Core.Sample;

/// <summary>The ways a call goes in a sales office, with times as they are there; played live or folded into history.</summary>
internal static class CallPlots
{
    public const string ReceptionQueue = "reception";

    /// <summary>Rings the reception; somebody takes it and talks.</summary>
    public static CallScript Answered(CallScript call, Dice dice, IReadOnlyList<string> reception, double talkSeconds)
    {
        var (leg, _) = Take(call, dice, reception);
        TalkAndEnd(call, dice, leg, talkSeconds);
        return call;
    }

    /// <summary>Reception asks who is calling and hands the caller to an advisor, who takes it or does not.</summary>
    public static CallScript HandedOver(CallScript call, Dice dice, IReadOnlyList<string> reception, string advisor, bool taken, double talkSeconds)
    {
        var (leg, _) = Take(call, dice, reception);
        call.Wait(dice.Between(12, 60));
        if (dice.Chance(0.35))
        {
            call.Hold(leg, dice.Between(5, 40)).Wait(dice.Between(2, 6));
        }

        call.Record(leg).HandOver(leg, advisor);
        var rung = call.Wait(0.4).Ring(advisor);
        if (taken)
        {
            call.Wait(dice.Between(3, 14)).Answer(rung, advisor);
            TalkAndEnd(call, dice, rung, talkSeconds);
        }
        else
        {
            call.Wait(dice.Between(15, 30)).Leave(rung, dice.Chance(0.2) ? HangUp.Declined : HangUp.NoAnswer).Wait(1).End(HangUp.Normal);
        }

        return call;
    }

    /// <summary>Rings one telephone directly.</summary>
    public static CallScript Direct(CallScript call, Dice dice, string extension, double talkSeconds)
    {
        var leg = call.Wait(0.3).Ring(extension);
        call.Wait(dice.Between(3, 18)).Answer(leg, extension);
        TalkAndEnd(call, dice, leg, talkSeconds);
        return call;
    }

    /// <summary>Nobody takes it: it rings out, or the caller gives up, or the one telephone that rang refused.</summary>
    public static CallScript Missed(CallScript call, Dice dice, IReadOnlyList<string> rung)
    {
        var legs = rung.Select(extension => call.Wait(0.2).Ring(extension)).ToList();
        call.Wait(dice.Between(legs.Count == 0 ? 4 : 12, 45));
        var refused = legs.Count == 1 && dice.Chance(0.25);
        foreach (var leg in legs)
        {
            call.Leave(leg, refused ? HangUp.Declined : HangUp.NoAnswer);
        }

        return call.Wait(0.3).End(legs.Count == 0 && dice.Chance(0.5) ? HangUp.Abandoned : HangUp.NoAnswer);
    }

    public static CallScript OutAnswered(CallScript call, Dice dice, string leg, string extension, double talkSeconds)
    {
        call.Wait(dice.Between(4, 22)).Answer(leg, extension);
        TalkAndEnd(call, dice, leg, talkSeconds);
        return call;
    }

    public static CallScript OutUnanswered(CallScript call, Dice dice, string leg)
    {
        var busy = dice.Chance(0.18);
        var cause = busy ? HangUp.Busy : HangUp.NoAnswer;
        return call.Wait(busy ? 2 : dice.Between(18, 40)).Leave(leg, cause).Wait(0.1).End(cause);
    }

    /// <summary>The queue rings every free receptionist; the first to lift takes it and the others fall silent.</summary>
    private static (string Leg, string Extension) Take(CallScript call, Dice dice, IReadOnlyList<string> reception)
    {
        var legs = reception.Select(extension => (Leg: call.Wait(0.2).Ring(extension), Extension: extension)).ToList();
        var taker = dice.Pick(legs);
        call.Wait(dice.LongTailed(6, 0.5)).Answer(taker.Leg, taker.Extension);
        foreach (var other in legs.Where(leg => leg != taker))
        {
            call.Wait(0.05).Leave(other.Leg, HangUp.AnsweredElsewhere);
        }

        return taker;
    }

    private static void TalkAndEnd(CallScript call, Dice dice, string leg, double talkSeconds)
    {
        if (talkSeconds > 90 && dice.Chance(0.12))
        {
            call.Wait(talkSeconds * 0.4).Hold(leg, dice.Between(10, 50));
            talkSeconds *= 0.6;
        }

        call.Wait(talkSeconds).Leave(leg, HangUp.Normal).Wait(0.1).End(HangUp.Normal).Wait(1.5).Record(leg);
    }
}
