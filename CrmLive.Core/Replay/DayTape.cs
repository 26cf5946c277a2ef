using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Intake;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Core.Wall;

namespace CrmLive.Core.Replay;

/// <summary>
/// K16: a day of the office, from which what any moment looked like is a function of that moment alone. Nothing is played to get somewhere,
/// so a jump costs what a step costs.
/// </summary>
internal sealed class DayTape(DateOnly day, UtcRange span, DateTime until, KpiThen kpi, CallsThen calls, FloorThen floor, IEnumerable<DateTime> moments)
{
    private readonly DateTime[] _moments = [.. moments.Where(at => at > span.FromUtc && at < span.ToUtc).Distinct().Order()];

    public DateOnly Day => day;
    public UtcRange Span => span;

    /// <summary>How far it is known: to the day's end, or to when it was read.</summary>
    public DateTime Until => until;

    public bool IsQuiet => _moments.Length == 0;

    public IReadOnlyList<ReplayMark> Marks { get; } = [.. Signed(floor).Concat(Missed(calls.Calls)).Where(mark => span.Contains(mark.At)).OrderBy(mark => mark.At)];

    public (KpiNow Kpi, CallsNow Calls, FloorNow Floor) At(DateTime moment) => (kpi.At(moment), calls.At(moment), floor.At(moment));

    /// <summary>When anything is otherwise next; null when nothing is any more.</summary>
    public DateTime? NextAfter(DateTime moment)
    {
        var i = Array.BinarySearch(_moments, moment);
        i = i < 0 ? ~i : i + 1;
        return i < _moments.Length ? _moments[i] : null;
    }

    private static IEnumerable<ReplayMark> Signed(FloorThen floor) =>
        floor.Signings.Select(signing => new ReplayMark(signing.At, ReplayMarkKind.Signed, $"{signing.Paper.Unit} · {signing.Paper.Advisor ?? signing.Paper.Investment}", signing.Paper.BranchId));

    private static IEnumerable<ReplayMark> Missed(Past<Call> calls) =>
        from standings in calls.Rows
        from lost in standings.Where(standing => standing.Row is { } call && CallFace.Of(call).IsLost).Take(1)
        where lost.From > DateTime.MinValue
        select new ReplayMark(lost.From, ReplayMarkKind.Missed, "", lost.Row!.BranchId);
}
