using CrmLive.Core.Common;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>Writes into the row what the fold says, and what the office knows of its numbers.</summary>
internal static class CallReading
{
    public static void Apply(Call call, CallState state, IReadOnlyList<KeptLeg> legs, Listing listing, OfficeTime time)
    {
        if (call.Id == 0 || call.Caller != state.Caller || call.Direction != state.Direction)
        {
            // An extension, or an employee calling another, is nobody's number.
            call.CallerE164 = state.Direction == CallDirection.Internal ? null : listing.E164(state.Caller);
        }

        if (call.Id == 0 || call.LineNumber != state.Line) Place(call, listing.Line(state.Line));
        call.Direction = state.Direction;
        call.Status = state.Status;
        call.Caller = state.Caller;
        call.CallerName = state.CallerName;
        call.LineNumber = state.Line;
        call.Queue = state.Queue;
        call.StartedAt = state.StartedAt;
        call.AnsweredAt = state.AnsweredAt;
        call.TransferredAt = state.TransferredAt;
        call.EndedAt = state.EndedAt;
        call.EndedBy = state.EndedBy;
        call.LastEventAt = state.LastEventAt;
        call.TalkSeconds = TalkSeconds(state);
        call.LongEnough = IsContact(call, listing, time);
        call.UserId = Responsible(legs);
        call.BranchId ??= legs.Select(leg => listing.Person(leg.State.Extension)?.BranchId).FirstOrDefault(branch => branch is not null);
    }

    // Of the call's own day, whenever its events arrive. Without a measured talk there is none, however low the rule.
    private static bool IsContact(Call call, Listing listing, OfficeTime time) =>
        call.Direction != CallDirection.Internal && !call.Status.IsGoingOn() && call.TalkSeconds >= Math.Max(1, listing.TalkSeconds(time.DayOf(call.StartedAt)));

    private static void Place(Call call, DirectoryLine? line)
    {
        call.LineId = line?.Id;
        call.SourceId = line?.SourceId;
        call.SalesOfficeId = line?.SalesOfficeId;
        call.DepartmentId = line?.DepartmentId;
        call.BranchId = line?.BranchId;
    }

    // What a time-out or a person ended has an end to show, but nobody measured the talk: it earns no seconds (decision 4).
    private static int TalkSeconds(CallState state) => state is { EndedBy: CallEndedBy.Exchange, AnsweredAt: { } answered, EndedAt: { } ended }
        ? (int)Math.Min((ended - answered).TotalSeconds, int.MaxValue)
        : 0;

    /// <summary>The manager who took it, else who talked; of a call nobody took, the one who was rung. Several who were rung share it, so it is nobody's.</summary>
    private static int? Responsible(IReadOnlyList<KeptLeg> legs)
    {
        var talked = legs.Where(leg => leg.State.AnsweredAt is not null).ToArray();
        if (talked.Length > 0) return (talked.LastOrDefault(leg => leg.State.Role == LegRole.Manager) ?? talked[^1]).UserId;
        var rung = legs.Select(leg => leg.UserId).Distinct().ToArray();
        return rung.Length == 1 ? rung[0] : null;
    }
}
