using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>
/// The history of one client, from the first word to the keys or to "no, thank you", told until today: what is due later stays planned.
/// Throws its own dice, so that one client's story does not change another's.
/// </summary>
internal sealed partial class Courtship
{
    private readonly Scenery _scene;
    private readonly Scribe _scribe;
    private readonly Dice _dice;
    private readonly int _ordinal;
    private readonly Persona _who;
    private readonly int _investment;
    private readonly Employee _advisor;
    private DateTime _now;
    private Client _client = null!;
    private Activity? _next;
    private int _keys;
    private int _talks;
    private int _meetings;

    public Courtship(Scenery scene, int ordinal)
    {
        (_scene, _ordinal) = (scene, ordinal);
        _scribe = new Scribe(scene);
        _dice = Dice.For(scene.Seed, "client", ordinal);
        _who = Persona.Of(Dice.For(scene.Seed, "persona", ordinal), ordinal);
        _investment = _dice.Pick([1, 2, 3, 4], i => i switch { 1 => 0.9, 2 => 1.1, 3 => 1.2, _ => 1 });
        var branch = scene.Estate.Investments[_investment - 1].BranchId;
        _advisor = _dice.Pick([.. Scenery.Cast.Advisors.Where(a => a.Branch == branch)], a => a.Temper.Share);
    }

    private Temper Temper => _advisor.Temper;

    private bool IsOver => _now >= _scene.Now;

    /// <summary>False when the appeal has not become a client yet.</summary>
    public bool Play()
    {
        if (!Appeal())
        {
            return false;
        }

        _ = Reach() && Interest() && Decide();
        return true;
    }

    private bool Appeal() => _dice.Unit() switch
    {
        _ when _who.Phone is null => Writes(),
        < 0.40 => Rings(),
        < 0.82 => Writes(),
        < 0.92 => HandedInByBroker(),
        _ => WalksIn(),
    };

    /// <summary>A text from the site or a portal: it waits for the advisor, who is quick or is not.</summary>
    private bool Writes()
    {
        _now = _scene.Season.Text(_dice);
        if (IsOver)
        {
            return false;
        }

        var source = _dice.Pick([1, 2, 3, 4, 7], s => s switch { 1 => 2, 2 => 3, 3 => 2.5, 4 => 1.5, _ => 0.6 });
        var lead = _scribe.Lead(_now, LeadKind.Text, _who, source, source == 1 ? "site" : "mail", _investment, _advisor, null);
        lead.Comment = _dice.Pick(Sayings.Enquiry);
        return TakeUp(lead, source, "contact-form", _now);
    }

    private bool Rings()
    {
        _now = _scene.Season.Call(_dice);
        if (IsOver)
        {
            return false;
        }

        var source = _dice.Pick([2, 3, 4, 5, 6, 7], s => s switch { 2 => 3, 3 => 2, 5 => 1.2, 7 => 0.8, _ => 1 });
        var line = _scene.Premises.LineOf(source, _advisor.Branch);
        var call = RingsIn(line, known: false, out var taker);
        var lead = _scribe.Lead(call.StartedAt, LeadKind.CallIn, _who, source, "telephony", _investment, _advisor, call);
        if (taker is null)
        {
            return TakeUp(lead, source, "phone", call.StartedAt);
        }

        // Whoever talked writes the card during the talk or right after.
        _now = call.EndedAt!.Value.AddSeconds(_dice.Between(20, 240));
        lead.FirstContactAt = call.AnsweredAt;
        Become(lead, taker, source, "phone", call.StartedAt);
        _client.FromCallId = 0;
        _scene.World.Link(() => (_client.FromCallId, call.ClientId) = (call.Id, _client.Id));
        if (taker == _advisor)
        {
            Talked(_now);
        }
        else
        {
            PlanFirstCall(taker);
        }

        return true;
    }

    private bool WalksIn()
    {
        if (_scene.Diary.Take(_advisor.Id, _scene.Season.Call(_dice), 45) is not { } at || (_now = at.AddMinutes(45)) >= _scene.Now)
        {
            return false;
        }

        var lead = _scribe.Lead(at, LeadKind.Manual, _who, 8, "manual", _investment, _advisor, null);
        lead.FirstContactAt = at;
        _now = at.AddMinutes(_dice.Between(2, 8));
        Become(lead, _advisor, 8, "office-visit", at);
        _now = at.AddMinutes(45);
        Meet(_scribe.Register(ActivityType.Meeting, _now, 40, _advisor, _client, _investment, _dice.Pick(Sayings.Meeting)));
        return true;
    }

    /// <summary>The advisor takes the lead up when they get to it: this is what the office's reaction time is made of.</summary>
    private bool TakeUp(Lead lead, int source, string way, DateTime since)
    {
        var due = _scene.Time.AddWorking(since, TimeSpan.FromHours(24));
        var reaction = _dice.LongTailed(Temper.Response, 0.8 + (1.2 * (1 - Temper.Care)));
        _now = _scene.Diary.Take(_advisor.Id, _scene.Diary.AfterWorking(_advisor.Id, since, reaction), 10) ?? _scene.Now;
        if (due < _scene.Now && due < _now)
        {
            lead.OverdueAt = due;
            lead.Status = LeadStatus.Overdue;
        }

        if (IsOver)
        {
            return false;
        }

        Become(lead, _advisor, source, way, since);
        return true;
    }

    /// <summary>What the office does by itself for a new client with a telephone (A17).</summary>
    private void PlanFirstCall(Employee by)
    {
        var due = _scene.Diary.AfterWorking(_advisor.Id, _now.AddMinutes(15), 0);
        _next = _scribe.Plan(ActivityType.Phone, _now, due, 15, by, _advisor, _client, _investment);
        Slip(_next);
    }

    private string NextKey() => $"h{_ordinal}-{++_keys}";

    private void Become(Lead lead, Employee by, int source, string way, DateTime since)
    {
        _client = _scribe.Client(_now, by, _advisor, _who, source, since, _investment, _scene.Words[DictionaryKind.ContactWay, way], _dice);
        _scribe.Convert(lead, _client, _now, by);
        _lead = lead;
    }
}
