using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

internal sealed partial class Courtship
{
    /// <summary>Held by word of mouth for some days, then reserved on paper; one in three lets it go.</summary>
    private bool Reserve()
    {
        if (_scene.Estate.Take(_investment, _dice, _now) is not { } unit)
        {
            return End("competitor") && false;
        }

        var price = decimal.Round(unit.Price * (1 - (_dice.Between(0, 40) / 1000m)), 0);
        var oral = _scribe.Agreement(AgreementKind.OralReservation, _client, unit, _now, _advisor, price, null, _now.AddDays(7));
        unit.Status = UnitStatus.OralReservation;
        _scribe.Status(_client, ClientStatusKeys.OralReservation, _now, _advisor);
        if (!Later(2, 7))
        {
            return false;
        }

        if (_dice.Chance(0.3))
        {
            _scribe.Ended(oral, AgreementStatus.Cancelled, _now, _advisor, "financing");
            unit.Status = UnitStatus.Available;
            _scene.Estate.Release(unit, _now.AddDays(8));
            return End(_dice.Pick(["financing", "price", "competitor"])) && false;
        }

        var reservation = _scribe.Agreement(AgreementKind.Reservation, _client, unit, _now, _advisor, price, oral, _now.AddDays(45));
        unit.Status = UnitStatus.Reserved;
        _scribe.Status(_client, ClientStatusKeys.Reservation, _now, _advisor);
        return Later(14, 40) && Buy(unit, reservation);
    }

    private bool Buy(Unit unit, Agreement reservation)
    {
        if (_dice.Chance(0.1))
        {
            _scribe.Ended(reservation, AgreementStatus.Cancelled, _now, _advisor, "financing");
            unit.Status = UnitStatus.Available;
            _scene.Estate.Release(unit, _now);
            return End("financing") && false;
        }

        var ready = _scene.Estate.StageOf(unit).ReadyOn <= _scene.Time.DayOf(_now);
        var kind = ready ? (_dice.Chance(0.6) ? AgreementKind.Preliminary : AgreementKind.Final) : AgreementKind.Developer;
        var agreement = _scribe.Agreement(kind, _client, unit, _now, _advisor, reservation.Value, reservation, null);
        unit.Status = kind switch
        {
            AgreementKind.Developer => UnitStatus.Developer,
            AgreementKind.Preliminary => UnitStatus.Preliminary,
            _ => UnitStatus.Final,
        };
        _scribe.Status(_client, kind == AgreementKind.Final ? ClientStatusKeys.Final : ClientStatusKeys.Developer, _now, _advisor);
        _client.IsKey |= reservation.Value > 1_300_000;
        return !ready || (Later(20, 60) && Deed(unit, agreement));
    }

    private bool Deed(Unit unit, Agreement from)
    {
        var deed = _scribe.Agreement(AgreementKind.NotarialDeed, _client, unit, _now, _advisor, from.Value, from, null);
        unit.Status = UnitStatus.Sold;
        _scribe.Status(_client, ClientStatusKeys.Final, _now, _advisor);
        if (!Later(7, 25))
        {
            return false;
        }

        deed.HandedOverAt = _now;
        unit.Status = UnitStatus.HandedOver;
        _scribe.Status(_client, ClientStatusKeys.HandedOver, _now, _advisor);
        return true;
    }

    /// <summary>Some days on there is a meeting about it; false when that lies ahead.</summary>
    private bool Later(int fromDays, int toDays)
    {
        _scribe.Register(ActivityType.Task, _now, 15, _advisor, _client, _investment, _dice.Pick(Sayings.Task));
        var wish = _scene.Diary.AfterWorking(_advisor.Id, _now.AddDays(_dice.Between(fromDays, toDays)), _dice.Between(0, 400));
        if (_scene.Diary.Take(_advisor.Id, wish, 60, 30) is not { } at)
        {
            return false;
        }

        var meeting = _scribe.Plan(ActivityType.Meeting, _now, at, 60, _advisor, _advisor, _client, _investment);
        meeting.PurposeId = _scene.Words[DictionaryKind.Purpose, "signing"];
        meeting.PlaceId = _scene.Words[DictionaryKind.Place, _dice.Chance(0.7) ? "sales-office" : "notary"];
        meeting.MeetingNumber = _meetings + 1;
        _now = at.AddMinutes(60);
        if (IsOver)
        {
            return false;
        }

        _scribe.Done(meeting, _now, _advisor, "Podpisane dokumenty.");
        Meet(meeting);
        return true;
    }
}
