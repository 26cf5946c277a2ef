using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Wall;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Replay;

/// <summary>K16: a day again, as the wall of one's branch and the call panel showed it.</summary>
public sealed class ReplayQueries
{
    private readonly CrmDb _crm;
    private readonly Tapes _tapes;

    public ReplayQueries(CrmDb crm) => (_crm, _tapes) = (crm, new(crm));

    public async Task<ReplayDay> DayAsync(Actor actor, DateOnly day, CancellationToken ct)
    {
        actor.Require(WallPermissions.Replay);
        var (time, now) = (_crm.Office.Time, _crm.Clock.GetUtcNow().UtcDateTime);
        var (span, today, first) = (SpanOf(day, time), time.DayOf(now), await FirstDayAsync(actor, time, ct));
        var kind = day > today ? ReplayDayKind.Future : day < first ? ReplayDayKind.Before : day == today ? ReplayDayKind.Today : ReplayDayKind.Past;
        if (kind is ReplayDayKind.Future or ReplayDayKind.Before)
        {
            return new(day, kind, span.FromUtc, span.ToUtc, span.FromUtc, span.FromUtc, first, true, []);
        }

        var tape = await _tapes.OfAsync(day, ct);
        var branch = BranchOf(actor);
        return new(
            day, kind, span.FromUtc, span.ToUtc, tape.Until, time.Open(day)?.FromUtc ?? span.FromUtc, first, tape.IsQuiet,
            [.. tape.Marks.Where(mark => branch is null || mark.BranchId is null || mark.BranchId == branch)]);
    }

    /// <summary>What a meeting in the morning looks at: the last day before today on which the office was open.</summary>
    public async Task<DateOnly> LastDayAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(WallPermissions.Replay);
        var time = _crm.Office.Time;
        var today = time.Today(_crm.Clock);
        var first = await FirstDayAsync(actor, time, ct);
        var day = today.AddDays(-1);
        while (time.Open(day) is null && day > first)
        {
            day = day.AddDays(-1);
        }

        return day < first ? today : day;
    }

    /// <summary>Null for a moment that no day has that could be shown.</summary>
    public async Task<ReplayMoment?> AtAsync(Actor actor, DateOnly day, DateTime at, CancellationToken ct)
    {
        actor.Require(WallPermissions.Replay);
        var (time, now) = (_crm.Office.Time, _crm.Clock.GetUtcNow().UtcDateTime);
        if (!SpanOf(day, time).Contains(at) || at > now)
        {
            return null;
        }

        var tape = await _tapes.OfAsync(day, ct);
        var (kpi, calls, floor) = tape.At(at);
        var branch = BranchOf(actor);
        return new(at, tape.NextAfter(at) ?? tape.Until, kpi.People(branch), calls.Calls(branch), floor.Deals(branch, time), floor.Hours(branch), calls.VisibleTo(actor));
    }

    private async Task<DateOnly> FirstDayAsync(Actor actor, OfficeTime time, CancellationToken ct)
    {
        await using var db = _crm.Open(actor);
        return await db.Set<JournalEntry>().MinAsync(e => (DateTime?)e.At, ct) is { } first ? time.DayOf(first) : time.Today(_crm.Clock);
    }

    // Whoever types the year one is answered as everybody else.
    private static UtcRange SpanOf(DateOnly day, OfficeTime time) => day.Year is > 1900 and < 3000 ? time.Day(day) : default;

    // A branch that does not exist has nothing to show, where "none" would be the whole office.
    private static int? BranchOf(Actor actor) => actor.Scope == Scope.All ? null : actor.BranchId ?? 0;
}
