using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Intake;
using CrmLive.Core.Common;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Replay;

/// <summary>How a call stood whenever something was heard of it: folded from the events acknowledged by then, as the intake folded it.</summary>
internal static class CallHistory
{
    public static IReadOnlyList<Standing<Call>> Folded(Call row, IEnumerable<(DateTime TakenAt, CallEvent Event)> events, Listing listing, OfficeTime time)
    {
        var standings = new List<Standing<Call>> { new(DateTime.MinValue, null) };
        var heard = new List<CallEvent>();
        Call? former = null;
        foreach (var news in events.GroupBy(e => e.TakenAt).OrderBy(group => group.Key))
        {
            heard.AddRange(news.Select(e => e.Event));
            var state = CallTracker.Fold(heard);
            KeptLeg[] legs = [.. state.Legs.Select(leg => new KeptLeg(listing.Person(leg.Extension)?.UserId, leg))];
            var call = former?.Copy() ?? new Call { Exchange = row.Exchange, CallKey = row.CallKey };
            CallReading.Apply(call, state, legs, listing, time);
            call.Id = row.Id;
            call.Legs = [.. legs.Select(Leg)];
            standings.Add(new(news.Key, former = call));
        }

        return standings;
    }

    /// <summary>Of a call that came with no events, as an imported one: what its row and its legs tell of the times between.</summary>
    public static IReadOnlyList<Standing<Call>> Told(Call row, DateTime until)
    {
        var moments = row.Legs.SelectMany(leg => (DateTime?[])[leg.RangAt, leg.AnsweredAt, leg.EndedAt]).Append(row.StartedAt).Append(row.TransferredAt).Append(row.EndedAt)
            .OfType<DateTime>().Where(at => at <= until).Distinct().Order();
        return [new(DateTime.MinValue, null), .. moments.Select(at => new Standing<Call>(at, at >= row.EndedAt ? row : Before(row, at)))];
    }

    /// <summary>What people did to the call, and whose it was, is no event of the exchange: the journal tells it.</summary>
    public static IReadOnlyList<Standing<Call>> With(this IReadOnlyList<Standing<Call>> heard, IReadOnlyList<Standing<Call>> told) =>
    [
        .. heard.Concat(told.Where(t => t.From > DateTime.MinValue)).Select(s => s.From).Distinct().Order()
            .Select(at => new Standing<Call>(at, heard.At(at) is { } call ? Of(call, told.At(at)) : null)),
    ];

    private static Call Of(Call heard, Call? told)
    {
        if (told is null)
        {
            return heard;
        }

        var call = heard.Copy();
        (call.ClientId, call.ClaimedById, call.ClaimedAt, call.ClearedById) = (told.ClientId, told.ClaimedById, told.ClaimedAt, told.ClearedById);
        (call.Note, call.NoteById, call.NoteAt) = (told.Note, told.NoteById, null);
        return call;
    }

    private static Call Before(Call row, DateTime at)
    {
        var call = row.Copy();
        var legs = row.Legs.Where(leg => leg.RangAt <= at).Select(leg => Before(leg, at)).ToList();
        call.Legs = legs;
        call.Status = legs.Exists(leg => leg.Status == LegStatus.Talking) ? CallStatus.Talking : row.TransferredAt <= at ? CallStatus.Transferring : CallStatus.Ringing;
        call.AnsweredAt = row.AnsweredAt <= at ? row.AnsweredAt : null;
        call.TransferredAt = row.TransferredAt <= at ? row.TransferredAt : null;
        (call.EndedAt, call.EndedBy, call.TalkSeconds, call.LongEnough, call.LastEventAt) = (null, null, 0, false, at);
        return call;
    }

    private static CallLeg Before(CallLeg leg, DateTime at) => leg.EndedAt <= at ? leg : new()
    {
        Id = leg.Id, CallId = leg.CallId, LegKey = leg.LegKey, Extension = leg.Extension, UserId = leg.UserId, Role = leg.Role, RangAt = leg.RangAt,
        Status = leg.AnsweredAt <= at ? LegStatus.Talking : LegStatus.Ringing,
        AnsweredAt = leg.AnsweredAt <= at ? leg.AnsweredAt : null,
    };

    private static CallLeg Leg(KeptLeg kept) => new()
    {
        LegKey = kept.State.Leg, Extension = kept.State.Extension, UserId = kept.UserId, Role = kept.State.Role, Status = kept.State.Status,
        RangAt = kept.State.RangAt, AnsweredAt = kept.State.AnsweredAt, EndedAt = kept.State.EndedAt,
    };
}
