using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

internal sealed partial class Courtship
{
    private Lead? _lead;

    /// <summary>Three or four tries, then a mail, then the client is given up; or they are reached.</summary>
    private bool Reach()
    {
        if (_talks > 0 || _meetings > 0)
        {
            return true;
        }

        for (var attempt = 0; attempt < 4 && _who.Phone is not null; attempt++)
        {
            if (Dial(0.6) is not { } answered)
            {
                return false;
            }

            if (answered)
            {
                return true;
            }

            // Careless advisors try once and forget.
            if (!_dice.Chance(Temper.Care))
            {
                _now = _now.AddDays(_dice.Between(4, 20));
            }

            _now = _scene.Diary.AfterWorking(_advisor.Id, _now, _dice.LongTailed(200, 0.8));
        }

        if (!Mails())
        {
            return false;
        }

        _now = _now.AddDays(_dice.Between(3, 12));
        if (_who.Phone is null && _dice.Chance(0.6))
        {
            return !IsOver;
        }

        return End("no-contact") && false;
    }

    /// <summary>Rings the client from a free quarter of an hour. Null when that lies beyond today.</summary>
    private bool? Dial(double luck)
    {
        if (Slot(10) is not { } at)
        {
            return null;
        }

        var start = at.AddSeconds(_dice.Between(5, 120));
        var line = _scene.Premises.LineOf(null, _advisor.Branch);
        var script = CallScript.Out(NextKey(), start, _who.Phone!, line.E164!, _advisor.Extension, out var leg);
        var answered = _dice.Chance(luck);
        var call = _scribe.Call(
            answered ? CallPlots.OutAnswered(script, _dice, leg, _advisor.Extension, Talk()) : CallPlots.OutUnanswered(script, _dice, leg), _client);
        _now = call.EndedAt!.Value;
        if (answered)
        {
            Talked(_now.AddSeconds(_dice.Between(30, 200)));
        }

        return answered;
    }

    /// <summary>The talk goes down as an activity: the planned one if there was one.</summary>
    private void Talked(DateTime at)
    {
        _now = at;
        _lead?.FirstContactAt ??= at;
        var note = _dice.Pick(++_talks < 3 ? Sayings.FirstTalk : Sayings.FollowUp);
        if (_next is { Type: ActivityType.Phone } planned)
        {
            _scribe.Done(planned, at, _advisor, note);
            _next = null;
        }
        else
        {
            _scribe.Register(ActivityType.Phone, at, 4, _advisor, _client, _investment, note);
        }
    }

    private bool Mails()
    {
        if (_who.Email is null)
        {
            return !IsOver;
        }

        if (Slot(5) is not { } at)
        {
            return false;
        }

        _now = at.AddMinutes(5);
        _lead?.FirstContactAt ??= _now;
        _scribe.Register(ActivityType.Email, _now, 5, _advisor, _client, _investment, _dice.Pick(Sayings.Email));
        return true;
    }

    /// <summary>Plans a call for some days on and does it, on the day or late; false when it lies ahead or is forgotten still.</summary>
    private bool CallAgain(int fromDays, int toDays)
    {
        var due = _scene.Diary.AfterWorking(_advisor.Id, _now.AddDays(_dice.Between(fromDays, toDays)), _dice.Between(0, 300));
        _next = _scribe.Plan(ActivityType.Phone, _now, due, 15, _advisor, _advisor, _client, _investment);
        Slip(_next);
        if (IsOver)
        {
            return false;
        }

        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (Dial(0.72) is not { } answered)
            {
                return false;
            }

            if (answered)
            {
                return true;
            }

            _now = _scene.Diary.AfterWorking(_advisor.Id, _now, _dice.LongTailed(150, 0.7));
        }

        _scribe.NotDone(_next, ActivityStatus.NotHeld, _now, _advisor);
        _next = null;
        return !IsOver;
    }

    /// <summary>Moves on to when the planned thing is really done, and marks it overdue when that is after its end.</summary>
    private void Slip(Activity planned)
    {
        _now = planned.StartsAt!.Value;
        if (!_dice.Chance(Temper.Care))
        {
            _now = _scene.Diary.AfterWorking(_advisor.Id, _now, _dice.LongTailed(2500, 1.1));
        }

        if (planned.EndsAt < _scene.Now && planned.EndsAt < _now)
        {
            planned.OverdueAt = planned.EndsAt;
        }
    }

    /// <summary>A call from outside to one of our lines, taken by reception, handed over, or missed.</summary>
    private Call RingsIn(Line line, bool known, out Employee? taker)
    {
        var caller = _dice.Chance(0.02) ? null : _who.Phone;
        var script = CallScript.In(NextKey(), _now, caller, line.E164!, CallPlots.ReceptionQueue);
        var reception = Scenery.Cast.Receptionists.Where(r => _scene.Diary.OnDuty(r.Id, _now)).ToList();
        var lunch = _scene.Time.ToLocal(_now).Hour == 13;
        taker = null;
        if (reception.Count == 0 || _dice.Chance(lunch ? 0.22 : 0.09))
        {
            return _scribe.Call(CallPlots.Missed(script, _dice, [.. reception.Select(r => r.Extension)]), known ? _client : null);
        }

        var extensions = reception.Select(r => r.Extension).ToList();
        if (_scene.Diary.IsFree(_advisor.Id, _now) && _dice.Chance(0.75))
        {
            var taken = _dice.Chance(0.85);
            taker = taken ? _advisor : reception[0];
            return _scribe.Call(CallPlots.HandedOver(script, _dice, extensions, _advisor.Extension, taken, Talk()), known ? _client : null);
        }

        var call = _scribe.Call(CallPlots.Answered(script, _dice, extensions, Talk() / 2), known ? _client : null);
        taker = Scenery.Cast.Everyone.Find(e => e.Id == call.UserId);
        return call;
    }

    private double Talk() => Math.Clamp(_dice.LongTailed(130, 0.8), 12, 1500);

    private DateTime? Slot(int minutes, int align = Diary.StepMinutes) =>
        _scene.Diary.Take(_advisor.Id, _now, minutes, align) is { } at && at.AddMinutes(minutes) < _scene.Now ? at : null;
}
