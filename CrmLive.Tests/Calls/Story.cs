using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;

namespace CrmLive.Tests.Calls;

/// <summary>
/// A believable inbound call invented from chance, with what it must come to noted while it is told, not computed from the events:
/// the second opinion against which <see cref="CallTracker"/> is held.
/// </summary>
internal sealed class Story
{
    private readonly Random _random;
    private readonly Dictionary<string, Part> _parts = [];
    private int _number;
    private double _now;
    private bool _transferred, _taken, _refusedOnly = true;
    private double? _answered, _handedOver;

    public Story(int seed)
    {
        _random = new Random(seed);
        var queue = Chance(2) ? "sales" : null;
        Told.Inbound(queue: queue);
        if (Chance(6)) LeaveEarly(queue);
        else Ring();
    }

    public Told Told { get; } = new();
    public CallStatus Status { get; private set; }
    public double? AnsweredAt => _answered;
    public double? TransferredAt => _handedOver;
    public IEnumerable<(string, LegRole, LegStatus)> Legs => _parts.Select(part => (part.Key, part.Value.Role, part.Value.Status));

    private sealed record Part(LegRole Role, LegStatus Status);

    private void LeaveEarly(string? queue)
    {
        var cause = _random.Next(4);
        Told.Ends(Later(), cause switch { 0 => HangUp.Abandoned, 1 => HangUp.NoAnswer, 2 => HangUp.Busy, _ => null });
        Status = cause switch { 0 => CallStatus.Abandoned, 1 => CallStatus.Missed, 2 => CallStatus.Busy, _ => queue is null ? CallStatus.Missed : CallStatus.Abandoned };
    }

    private void Ring()
    {
        for (var round = _random.Next(1, 4); round > 0; round--)
        {
            if (RingSome(LegRole.Operator, _random.Next(1, 4), []) is not { } leg) continue;
            _answered = _now;
            Talk(leg);
            return;
        }
        Told.Ends(Later(), HangUp.Normal);
        Status = _refusedOnly ? CallStatus.Declined : CallStatus.Missed;
    }

    /// <summary>Rings some telephones at once; the leg that was answered, if one was.</summary>
    private string? RingSome(LegRole role, int many, string[] extensions)
    {
        var legs = Enumerable.Range(0, many).Select(i => (Leg: $"leg{_parts.Count + i}", Extension: extensions.Length > i ? extensions[i] : $"{200 + ++_number}")).ToArray();
        Later();
        foreach (var (leg, extension) in legs) Told.Rings(_now, leg, extension);
        var taker = Chance(2) ? legs[_random.Next(legs.Length)].Leg : null;
        var declined = legs.Where(leg => leg.Leg != taker && Chance(3)).Select(leg => leg.Leg).ToHashSet();
        foreach (var (leg, _) in legs) _parts[leg] = new(role, declined.Contains(leg) ? LegStatus.Declined : taker is null ? LegStatus.Missed : LegStatus.AnsweredElsewhere);
        foreach (var leg in declined) Told.Leaves(Later(), leg, HangUp.Declined);
        if (taker is not null)
        {
            Told.Answers(Later(), taker);
            _parts[taker] = new(role, LegStatus.Talking);
        }
        var cause = taker is null ? HangUp.NoAnswer : Chance(2) ? HangUp.AnsweredElsewhere : HangUp.Normal;
        var silenced = taker is null ? Later() : _now + 0.2;
        foreach (var (leg, _) in legs.Where(leg => leg.Leg != taker && !declined.Contains(leg.Leg))) Told.Leaves(silenced, leg, cause);
        _refusedOnly &= declined.Count == legs.Length;
        return taker;
    }

    private void Talk(string leg)
    {
        for (var acts = _random.Next(4); acts > 0; acts--)
        {
            if (Chance(2)) HoldAWhile(leg);
            else if (HandOver(leg) is { } next) leg = next;
            else
            {
                End(null, stillGoingOn: false);
                return;
            }
        }
        End(leg, Chance(3));
    }

    private void HoldAWhile(string leg)
    {
        Told.Holds(Later(), leg);
        Told.Resumes(Later(), Chance(2) ? leg : null);
    }

    private string? HandOver(string leg)
    {
        Told.Transfers(Later(), leg, $"{200 + _number + 1}");
        (_transferred, _taken, _handedOver) = (true, false, _now);
        Told.Leaves(_now, leg);
        _parts[leg] = _parts[leg] with { Status = LegStatus.Answered };
        var next = RingSome(LegRole.Manager, 1, []);
        _taken = next is not null;
        return next;
    }

    private void End(string? leg, bool stillGoingOn)
    {
        if (stillGoingOn && leg is not null)
        {
            Status = CallStatus.Talking;
            return;
        }
        if (leg is not null) _parts[leg] = _parts[leg] with { Status = LegStatus.Answered };
        if (leg is not null && Chance(2)) Told.Leaves(Later(), leg);
        Told.Ends(Later());
        Status = !_transferred ? CallStatus.Answered : _taken ? CallStatus.TransferredAnswered : CallStatus.TransferredNotAnswered;
    }

    private double Later() => _now += _random.Next(1, 20);
    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
