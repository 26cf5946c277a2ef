using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

internal sealed partial class Courtship
{
    /// <summary>From the first talk to a meeting; most people fall off on the way.</summary>
    private bool Interest()
    {
        if (_dice.Chance(0.24))
        {
            return End(_dice.Pick(Sayings.EndReasons)) && false;
        }

        _scribe.Status(_client, ClientStatusKeys.Interested, _now, _advisor);
        if (_dice.Chance(0.85) && !SendOffer())
        {
            return false;
        }

        for (var talk = 0; talk < 7; talk++)
        {
            if (_meetings > 0 || _dice.Chance(0.17 * Temper.Charm))
            {
                return _meetings > 0 || Invite();
            }

            if (_dice.Chance(0.09 * talk))
            {
                return End(_dice.Pick(Sayings.EndReasons)) && false;
            }

            RingsBack();
            if (_dice.Chance(0.3) && !Mails())
            {
                return false;
            }

            if (_who.Phone is null ? !WriteAgain() : !CallAgain(2, 9))
            {
                return false;
            }
        }

        return End(_dice.Pick(Sayings.EndReasons)) && false;
    }

    private bool SendOffer()
    {
        _now = _scene.Diary.AfterWorking(_advisor.Id, _now, _dice.LongTailed(50, 0.9));
        if (Slot(10) is not { } at)
        {
            return false;
        }

        _now = at.AddMinutes(10);
        _scribe.Offer(_client, _now, _advisor, _investment, _scene.Estate.Some(_investment, _dice));
        if (_who.Email is not null)
        {
            _scribe.Register(ActivityType.Email, _now, 5, _advisor, _client, _investment, "Wysłana oferta z rzutami.");
        }

        _scribe.Status(_client, ClientStatusKeys.OfferSent, _now, _advisor);
        return true;
    }

    private bool WriteAgain()
    {
        _now = _now.AddDays(_dice.Between(3, 8));
        return !IsOver && Mails();
    }

    /// <summary>Now and then it is the client who calls in between.</summary>
    private void RingsBack()
    {
        if (!_dice.Chance(0.22) || _who.Phone is null)
        {
            return;
        }

        var at = _scene.Diary.AfterWorking(_advisor.Id, _now.AddHours(3), _dice.Between(0, 400)).AddSeconds(_dice.Between(0, 290));
        if (at < _scene.Now.AddMinutes(-30))
        {
            _now = at;
            var call = RingsIn(_scene.Premises.LineOf(null, _advisor.Branch), known: true, out _);
            _now = call.EndedAt!.Value.AddMinutes(1);
        }
    }

    private bool Invite()
    {
        // Agreed on the telephone, for the first hour both have within a week or so.
        var wish = _scene.Diary.AfterWorking(_advisor.Id, _now.AddDays(_dice.Between(1, 7)), _dice.Between(0, 400));
        if (_scene.Diary.Take(_advisor.Id, wish, 60, 30) is not { } at)
        {
            return false;
        }

        var meeting = _scribe.Plan(ActivityType.Meeting, _now, at, 60, _advisor, _advisor, _client, _investment);
        meeting.PlaceId = _scene.Words[DictionaryKind.Place, _dice.Pick(["sales-office", "sales-office", "building-site", "online"])];
        meeting.PurposeId = _scene.Words[DictionaryKind.Purpose, _meetings == 0 ? "first-presentation" : "negotiation"];
        meeting.MeetingNumber = _meetings + 1;
        meeting.ReminderMinutes = 60;
        meeting.RemindAt = at.AddMinutes(-60);
        meeting.RemindedAt = meeting.RemindAt <= _scene.Now ? meeting.RemindAt : null;
        _now = at.AddMinutes(60 + _dice.Between(0, 20));
        if (IsOver)
        {
            return false;
        }

        if (_dice.Chance(0.8))
        {
            _scribe.Done(meeting, _now, _advisor, _dice.Pick(Sayings.Meeting));
            Meet(meeting);
            return !_dice.Chance(0.6) || Mails();
        }

        meeting.MeetingNumber = null;
        _scribe.NotDone(meeting, _dice.Chance(0.6) ? ActivityStatus.NotHeld : ActivityStatus.Cancelled, _now, _advisor);
        return _dice.Chance(0.5) ? Invite() : End(_dice.Pick(Sayings.EndReasons)) && false;
    }

    private void Meet(Activity meeting) => meeting.MeetingNumber = ++_meetings;

    /// <summary>After the meeting: buy, meet again, think it over, or not.</summary>
    private bool Decide()
    {
        for (var round = 0; round < 4; round++)
        {
            var mind = _dice.Unit();
            if (mind < 0.095 * Temper.Charm)
            {
                return Reserve();
            }

            if (mind > 0.78)
            {
                return End(_dice.Pick(Sayings.EndReasons)) && false;
            }

            if (_who.Phone is null ? !WriteAgain() : !CallAgain(2, 8))
            {
                return false;
            }

            if (mind > 0.6 && !Invite())
            {
                return false;
            }
        }

        return End(_dice.Pick(Sayings.EndReasons)) && false;
    }

    private bool End(string reason)
    {
        if (IsOver)
        {
            return false;
        }

        if (_next is { } planned)
        {
            _scribe.NotDone(planned, ActivityStatus.Cancelled, _now, _advisor);
            _next = null;
        }

        _scribe.Finish(_client, reason, _now, _advisor);
        return true;
    }
}
