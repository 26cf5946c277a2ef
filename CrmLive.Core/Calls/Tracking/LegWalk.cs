using System.Collections.Immutable;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Tracking;

/// <summary>Walks a call's events in order and notes which telephones rang, talked, were put on hold and handed the call on.</summary>
internal sealed class LegWalk(CallDirection direction)
{
    // Some exchanges say "answered" and not by whom.
    private const string Unnamed = "-";

    private readonly List<LegPart> _parts = [];
    private readonly List<Transfer> _transfers = [];

    public IReadOnlyList<LegPart> Parts => _parts;
    public IReadOnlyList<Transfer> Transfers => _transfers;
    public Transfer? LastTransfer => _transfers.Count == 0 ? null : _transfers[^1];

    public void Through(ImmutableArray<CallEvent> ordered, CallEnd? end)
    {
        for (var place = 0; place < ordered.Length; place++)
        {
            var e = ordered[place];
            // Past the end nothing rings or talks any more; a leg's hang-up may trail by a moment and still tells why.
            if (end is { } over && e.At > over.At)
            {
                if (e.Kind == CallEventKind.LegEnded) EndLeg(e, over.At);
            }
            else Step(e, place);
        }
    }

    /// <summary>Before the transfer the operator's, after it the manager's; an operator who gets the call back stays the operator.</summary>
    public LegRole RoleOf(LegPart part)
    {
        if (!_transfers.Any(transfer => transfer.Brought(part))) return LegRole.Operator;
        return _parts.Any(other => other.IsSameTelephoneAs(part) && !_transfers.Any(transfer => transfer.Brought(other)))
            ? LegRole.Operator
            : LegRole.Manager;
    }

    private void Step(CallEvent e, int place)
    {
        switch (e.Kind)
        {
            // Who dials out takes part from the start; of a call from outside no employee does yet.
            case CallEventKind.Started when direction == CallDirection.Outbound:
            case CallEventKind.Ringing:
                if (KeyOf(e) is { } rung) OpenOrNew(rung, e);
                break;
            case CallEventKind.Answered:
                (KeyOf(e) is { } key ? OpenOrNew(key, e) : LastOpen(talking: false) ?? OpenOrNew(Unnamed, e)).Talk(e.At, place);
                break;
            case CallEventKind.Held when Talker(e) is { IsOpen: true } leg:
                leg.Hold(e.At);
                break;
            case CallEventKind.Resumed when Talker(e) is { IsOpen: true } leg:
                leg.Talk(e.At, place);
                break;
            case CallEventKind.TransferStarted:
                var giver = Talker(e) ?? OpenOrNew(Unnamed, e);
                if (giver.IsOpen) giver.Prove(e.At);
                _transfers.Add(new Transfer(e.At, place, giver, Text(e.Extension)));
                break;
            case CallEventKind.LegEnded:
                EndLeg(e, e.At);
                break;
        }
    }

    private void EndLeg(CallEvent e, DateTime at)
    {
        var key = KeyOf(e);
        var leg = key is null ? OnlyOpen() : Open(key) ?? (Known(key) is null ? New(key, e, at) : null);
        leg?.End(at, e.Cause);
    }

    /// <summary>The leg that an event about a talk speaks of: the one it names, else the one that talked last.</summary>
    private LegPart? Talker(CallEvent e) => KeyOf(e) is { } key
        ? Open(key) ?? Known(key) ?? New(key, e, e.At)
        : LastOpen(talking: true) ?? _parts.FindLast(part => part.AnsweredAt is not null);

    private LegPart OpenOrNew(string key, CallEvent e)
    {
        var leg = Open(key) ?? New(key, e, e.At);
        if (e.Kind != CallEventKind.TransferStarted) leg.Extension ??= Text(e.Extension);
        return leg;
    }

    // The same telephone ringing again after it stopped is a new part: a queue that tries again, a call that comes back.
    private LegPart New(string key, CallEvent e, DateTime at)
    {
        var name = key;
        for (var number = 2; _parts.Exists(part => part.Name == name); number++) name = $"{key}~{number}";
        var leg = new LegPart(name, key, at) { Extension = e.Kind == CallEventKind.TransferStarted ? null : Text(e.Extension) };
        _parts.Add(leg);
        return leg;
    }

    private string? KeyOf(CallEvent e)
    {
        if (Text(e.Leg) is { } leg) return leg;
        // In a transfer the extension is the one the call goes to.
        if (e.Kind == CallEventKind.TransferStarted || Text(e.Extension) is not { } extension) return null;
        return _parts.FindLast(part => part.IsOpen && part.Extension == extension)?.Key ?? extension;
    }

    private LegPart? Open(string key) => _parts.FindLast(part => part.IsOpen && part.Key == key);
    private LegPart? Known(string key) => _parts.FindLast(part => part.Key == key);
    private LegPart? OnlyOpen() => _parts.Count(part => part.IsOpen) == 1 ? _parts.Find(part => part.IsOpen) : null;
    private LegPart? LastOpen(bool talking) => _parts.FindLast(part => part.IsOpen && (part.AnsweredAt is not null) == talking);
    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
