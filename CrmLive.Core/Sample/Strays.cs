using CrmLive.Core.Calls;
using CrmLive.Core.Leads;
using CrmLive.Core.Submissions;

namespace CrmLive.Core.Sample;

/// <summary>What comes in besides clients: couriers, sellers of advertisements, wrong numbers, brokers' duplicates, leads of nobody.</summary>
internal sealed class Strays(Scenery scene)
{
    private const int FirstOrdinal = 5_000_000;
    private readonly Scribe _scribe = new(scene);

    public void Play(int calls, int texts, int submissions)
    {
        for (var i = 0; i < calls; i++)
        {
            Rings(Dice.For(scene.Seed, "stray-call", i), i);
        }

        for (var i = 0; i < texts; i++)
        {
            Writes(Dice.For(scene.Seed, "stray-text", i), i);
        }

        for (var i = 0; i < submissions; i++)
        {
            HandsIn(Dice.For(scene.Seed, "stray-submission", i), i);
        }
    }

    private void Rings(Dice dice, int number)
    {
        var at = scene.Season.Call(dice);
        if (at > scene.Now.AddMinutes(-20))
        {
            return;
        }

        var who = Persona.Of(dice, FirstOrdinal + number);
        var line = dice.Pick(scene.Premises.Lines);
        var script = CallScript.In($"s{number}", at, dice.Chance(0.06) ? null : who.Phone, line.E164!, CallPlots.ReceptionQueue);
        var reception = Scenery.Cast.Receptionists.Where(r => scene.Diary.OnDuty(r.Id, at)).Select(r => r.Extension).ToList();
        var care = Scenery.Cast.Care.Where(c => scene.Diary.IsFree(c.Id, at)).ToList();
        if (reception.Count == 0 || dice.Chance(0.1))
        {
            RingBack(_scribe.Call(CallPlots.Missed(script, dice, reception), null), dice);
            return;
        }

        var talk = dice.LongTailed(45, 0.8);
        var call = care.Count > 0 && dice.Chance(line.DepartmentId == 4 ? 0.8 : 0.2)
            ? _scribe.Call(CallPlots.HandedOver(script, dice, reception, dice.Pick(care).Extension, dice.Chance(0.9), talk * 2), null)
            : _scribe.Call(CallPlots.Answered(script, dice, reception, talk), null);
        if (dice.Chance(0.25))
        {
            var lead = _scribe.Lead(at, LeadKind.CallIn, who, line.SourceId ?? 1, "telephony", null, null, call);
            _scribe.Discard(lead, call.EndedAt!.Value.AddMinutes(dice.Between(1, 30)), By(call), dice.Pick(["spam", "non-target", "non-target"]), "other");
        }
    }

    /// <summary>Most callers we missed are rung back the same or the next working day.</summary>
    private void RingBack(Call missed, Dice dice)
    {
        var by = dice.Pick(Scenery.Cast.Receptionists);
        if (missed.CallerE164 is not { } number || dice.Chance(0.35)
            || scene.Diary.Take(by.Id, scene.Diary.AfterWorking(by.Id, missed.EndedAt!.Value, dice.LongTailed(25, 0.9)), 5) is not { } at
            || at.AddMinutes(5) > scene.Now)
        {
            return;
        }

        var line = scene.Premises.LineOf(null, by.Branch);
        var script = CallScript.Out($"{missed.CallKey}-back", at.AddSeconds(dice.Between(0, 90)), number, line.E164!, by.Extension, out var leg);
        _scribe.Call(CallPlots.OutAnswered(script, dice, leg, by.Extension, dice.LongTailed(50, 0.7)), null);
    }

    private void Writes(Dice dice, int number)
    {
        var at = scene.Season.Text(dice);
        if (at > scene.Now)
        {
            return;
        }

        var who = Persona.Of(dice, FirstOrdinal + 2_000_000 + number);
        var spam = dice.Chance(0.55);
        var lead = _scribe.Lead(at, LeadKind.Text, who, dice.Pick([1, 2, 3, 4]), "site", dice.Between(1, 4), null, null);
        lead.Comment = dice.Pick(spam ? Sayings.Spam : Sayings.Enquiry);
        var by = dice.Pick(Scenery.Cast.Receptionists);
        var seen = scene.Diary.AfterWorking(by.Id, at, dice.LongTailed(90, 1));
        if (seen < scene.Now)
        {
            _scribe.Discard(lead, seen, by, spam ? "spam" : "non-target", spam ? "test" : "wrong-data");
        }
    }

    private void HandsIn(Dice dice, int number)
    {
        var at = scene.Season.Text(dice);
        if (at > scene.Now)
        {
            return;
        }

        var investment = dice.Between(1, 4);
        var branch = scene.Estate.Investments[investment - 1].BranchId;
        var who = Persona.Of(dice, FirstOrdinal + 3_000_000 + number);
        var submission = Brokers.Submit(scene, dice, 1_000_000 + number, who, investment, branch, at);
        var by = Scenery.Cast.ManagerOf(branch);
        var seen = scene.Diary.AfterWorking(by.Id, at, dice.LongTailed(500, 0.8));
        if (seen < scene.Now)
        {
            Brokers.Decide(scene, submission, SubmissionStatus.Rejected, seen, by, "Klient jest już u nas obsługiwany.");
        }
    }

    private static Employee By(Call call) => Scenery.Cast.Everyone.Find(e => e.Id == call.UserId) ?? Scenery.Cast.Receptionists[0];
}
