namespace CrmLive.Core.Sample;

/// <summary>An advisor rings a client of theirs.</summary>
internal sealed class OutgoingCalls(TelephoneDay day, Dice dice, TimeSpan mean, TimeSpan first) : Habit(dice, mean, first)
{
    public override Task HappenAsync(DateTime now, CancellationToken ct)
    {
        if (day.Floor.FreeAdvisors is not { Count: > 0 } free || day.Floor.Lines.Count == 0)
        {
            return Task.CompletedTask;
        }

        var advisor = Dice.Pick(free);
        var theirs = day.Floor.Clients.Where(c => c.AdvisorId == advisor.UserId).ToList();
        if (theirs.Count > 0)
        {
            var client = Dice.Pick(theirs);
            var script = CallScript.Out(day.Exchange.NextKey(), now, client.E164, day.Floor.Lines[0].E164!, advisor.Extension, out var leg);
            day.Play(
                Dice.Chance(0.65)
                    ? CallPlots.OutAnswered(script, Dice, leg, advisor.Extension, Math.Clamp(Dice.LongTailed(120, 0.7), 20, 600))
                    : CallPlots.OutUnanswered(script, Dice, leg),
                Dice, client);
        }

        return Task.CompletedTask;
    }
}
