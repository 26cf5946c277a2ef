using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>Somebody rings one of our lines: a client, a stranger, now and then one who hides the number.</summary>
internal sealed class IncomingCalls(TelephoneDay day, Dice dice, TimeSpan mean) : Habit(dice, mean)
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

/// <summary>An advisor rings a client of theirs.</summary>
internal sealed class OutgoingCalls(TelephoneDay day, Dice dice, TimeSpan mean) : Habit(dice, mean)
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

/// <summary>Somebody takes the longest-waiting missed call, says so, and rings back; some are left for the user to take.</summary>
internal sealed class CallBacks(CrmDb crm, TelephoneDay day, Agenda agenda, CallCommands calls, Dice dice, TimeSpan mean) : Habit(dice, mean)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Hopeless = TimeSpan.FromHours(3);

    public override async Task HappenAsync(DateTime now, CancellationToken ct)
    {
        await using var db = crm.Open(Access.Actor.System);
        var open = db.Set<Call>().AsNoTracking().Where(c => c.MissedOpen && c.ClaimedById == null && c.StartedAt < now - Patience).OrderBy(c => c.StartedAt);
        var waiting = await open.FirstOrDefaultAsync(c => c.StartedAt > now - Hopeless && c.CallerE164 != null, ct) ?? await open.FirstOrDefaultAsync(ct);
        var people = day.Floor.FreeReception.Concat(day.Floor.FreeAdvisors).ToList();
        if (waiting is null || people.Count == 0)
        {
            return;
        }

        var worker = day.Floor.Find(waiting.UserId) is { } wanted && people.Contains(wanted) ? wanted : Dice.Pick(people);
        if (await day.Floor.ActorOfAsync(worker, ct) is not { } actor)
        {
            return;
        }

        if (waiting.CallerE164 is null || now - waiting.StartedAt > Hopeless)
        {
            await calls.ClearAsync(actor, waiting.Id, ct);
            return;
        }

        if ((await calls.ClaimAsync(actor, waiting.Id, ct)).UserId == worker.UserId)
        {
            agenda.At(now.AddSeconds(Dice.Between(6, 20)), _ => Ring(worker, waiting));
        }
    }

    private Task Ring(Worker worker, Call missed)
    {
        var now = crm.Clock.GetUtcNow().UtcDateTime;
        if (!day.Floor.IsFree(worker))
        {
            // Promised is promised: as soon as the present talk is over.
            agenda.At(now.AddSeconds(15), _ => Ring(worker, missed));
        }
        else if (day.Floor.Lines.Count > 0)
        {
            var script = CallScript.Out(day.Exchange.NextKey(), now, missed.CallerE164!, day.Floor.Lines[0].E164!, worker.Extension, out var leg);
            var with = missed.ClientId is { } client ? new Acquaintance(client, missed.CallerE164!, worker.UserId) : null;
            day.Play(CallPlots.OutAnswered(script, Dice, leg, worker.Extension, Dice.Between(30, 150)), Dice, with);
        }

        return Task.CompletedTask;
    }
}
