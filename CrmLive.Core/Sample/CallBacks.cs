using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

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
