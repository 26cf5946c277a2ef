using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>Somebody rings one of our lines: a client, a stranger, now and then one who hides the number.</summary>
internal sealed class IncomingCalls(TelephoneDay day, Dice dice, TimeSpan mean, TimeSpan first) : Habit(dice, mean, first)
{
    private const int FirstStranger = 9_000_000;

    public override Task HappenAsync(DateTime now, CancellationToken ct)
    {
        var known = day.Floor.Clients.Count > 0 && Dice.Chance(0.62) ? Dice.Pick(day.Floor.Clients) : null;
        var number = known?.E164 ?? (Dice.Chance(0.08) ? null : SilentNumbers.Person(FirstStranger + Dice.Between(0, 400_000)));
        if (day.Floor.Lines.Count > 0)
        {
            day.Play(Script(now, number, Dice.Pick(day.Floor.Lines), known), Dice, known);
        }

        return Task.CompletedTask;
    }

    private CallScript Script(DateTime now, string? number, Line line, Acquaintance? known)
    {
        var reception = day.Floor.FreeReception.Select(w => w.Extension).ToList();
        var own = day.Floor.Find(known?.AdvisorId) is { } served && day.Floor.IsFree(served) ? served : null;
        var advisor = own ?? (day.Floor.FreeAdvisors is { Count: > 0 } free ? Dice.Pick(free) : null);
        var talk = Math.Clamp(Dice.LongTailed(120, 0.6), 25, 480);
        var direct = own is not null && Dice.Chance(0.25);
        var script = CallScript.In(day.Exchange.NextKey(), now, number, line.E164!, direct ? null : CallPlots.ReceptionQueue);
        if (direct)
        {
            return CallPlots.Direct(script, Dice, own!.Extension, talk);
        }

        if (reception.Count == 0 || Dice.Chance(0.13))
        {
            return CallPlots.Missed(script, Dice, reception);
        }

        return advisor is not null && Dice.Chance(0.65)
            ? CallPlots.HandedOver(script, Dice, reception, advisor.Extension, Dice.Chance(0.85), talk)
            : CallPlots.Answered(script, Dice, reception, talk * 0.7);
    }
}
