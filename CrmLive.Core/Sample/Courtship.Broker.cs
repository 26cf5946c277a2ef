using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;

namespace CrmLive.Core.Sample;

internal sealed partial class Courtship
{
    /// <summary>An outside broker reports the client; somebody of the branch reviews it and makes a client of it.</summary>
    private bool HandedInByBroker()
    {
        _now = _scene.Season.Text(_dice);
        if (IsOver)
        {
            return false;
        }

        var submission = Brokers.Submit(_scene, _dice, _ordinal, _who, _investment, _advisor.Branch, _now);
        var since = _now;
        var review = _scene.Diary.AfterWorking(_advisor.Id, _now, _dice.LongTailed(200 + (Temper.Response * 2), 0.9));
        _now = _scene.Diary.Take(_advisor.Id, review, 10) ?? _scene.Now;
        if (IsOver)
        {
            return false;
        }

        Brokers.Decide(_scene, submission, SubmissionStatus.Accepted, _now, _advisor, _dice.Chance(0.5) ? "Dziękujemy, kontaktujemy się z klientem." : null);
        var source = _scene.World.Forms.Find(f => f.Id == submission.BrokerFormId)!.SourceId;
        _client = _scribe.Client(_now, _advisor, _advisor, _who, source, since, _investment, _scene.Words[DictionaryKind.ContactWay, "broker"], _dice);
        _scene.World.Link(() => submission.ClientId = _client.Id);
        if (_who.Phone is not null)
        {
            PlanFirstCall(_advisor);
        }

        return true;
    }
}
