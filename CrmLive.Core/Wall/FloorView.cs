using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Wall;

/// <summary>Reads <see cref="FloorNow"/>, and of it only what the bells spoke of.</summary>
public sealed class FloorView(CrmDb crm, SharedView<FloorNow> view, ILogger<FloorView> log)
    : ViewKeeper<FloorNow>(crm.Bus, crm.Clock, view, log, LiveTopic.Agreements, LiveTopic.Submissions, LiveTopic.Calls, LiveTopic.Office)
{
    protected override TimeSpan Pace => TimeSpan.FromMilliseconds(500);

    protected override async Task<FloorNow> ReadAsync(FloorNow former, IReadOnlySet<LiveTopic> rang, CancellationToken ct)
    {
        var time = crm.Office.Time;
        var today = time.Today(crm.Clock);
        var all = !former.Ready || former.Failed || former.Day != today || rang.Contains(LiveTopic.Office);
        await using var db = crm.Open(Actor.System);
        return new()
        {
            Ready = true,
            Day = today,
            Signed = all || rang.Contains(LiveTopic.Agreements) ? await SignedAsync(db, time.Month(today), ct) : former.Signed,
            Pending = all || rang.Contains(LiveTopic.Submissions) ? await PendingAsync(db, ct) : former.Pending,
            Hours = all || rang.Contains(LiveTopic.Calls) ? await HoursAsync(db, time, today, ct) : former.Hours,
        };
    }

    protected override FloorNow Failed(FloorNow former) => former with { Failed = true };

    private static async Task<ValueList<SignedNow>> SignedAsync(CrmDbContext db, UtcRange month, CancellationToken ct) =>
        (await db.Set<Agreement>().AsNoTracking()
            .Where(a => a.SignedAt >= month.FromUtc && a.SignedAt < month.ToUtc && a.Kind != AgreementKind.OralReservation && a.Status != AgreementStatus.Cancelled)
            .OrderByDescending(a => a.SignedAt).ThenByDescending(a => a.Id)
            .Select(a => new SignedNow(
                a.Id, a.Kind, a.Unit!.Number, a.Investment!.Name, a.Advisor == null ? null : a.Advisor.FirstName + " " + a.Advisor.LastName, a.SignedAt!.Value, a.Investment.BranchId))
            .ToListAsync(ct)).ToValueList();

    private static async Task<ValueList<PendingNow>> PendingAsync(CrmDbContext db, CancellationToken ct) =>
        (await db.Set<Submission>().AsNoTracking().Where(s => s.Status == SubmissionStatus.Pending)
            .ByBranch().Select(g => new { g.Key, Count = g.Count(), Oldest = g.Min(s => s.ArrivedAt) }).ToListAsync(ct))
        .OrderBy(g => g.Key).Select(g => new PendingNow(g.Key, g.Count, g.Oldest)).ToValueList();

    // Hours of the office's wall clock are nothing a database knows; a day's calls are few.
    private static async Task<ValueList<HourNow>> HoursAsync(CrmDbContext db, OfficeTime time, DateOnly today, CancellationToken ct)
    {
        var day = time.Day(today);
        var calls = await db.Set<Call>().AsNoTracking().Where(c => c.StartedAt >= day.FromUtc && c.StartedAt < day.ToUtc)
            .Select(c => new { c.StartedAt, c.Direction, c.Status, c.BranchId }).ToListAsync(ct);
        return ByHour(calls.Select(c => (c.StartedAt, c.Direction, c.Status, c.BranchId)), time);
    }

    internal static ValueList<HourNow> ByHour(IEnumerable<(DateTime StartedAt, CallDirection Direction, CallStatus Status, int? BranchId)> calls, OfficeTime time) =>
        calls.Where(c => !c.Status.IsGoingOn() && c.Direction != CallDirection.Internal)
            .GroupBy(c => (c.BranchId, time.ToLocal(c.StartedAt).Hour))
            .OrderBy(g => g.Key)
            .Select(g => new HourNow(
                g.Key.BranchId, g.Key.Hour,
                g.Count(c => c.Direction == CallDirection.Inbound && Talked(c.Status)), g.Count(c => c.Direction == CallDirection.Inbound && !Talked(c.Status)),
                g.Count(c => c.Direction == CallDirection.Outbound)))
            .ToValueList();

    private static bool Talked(CallStatus status) => status is CallStatus.Answered or CallStatus.TransferredAnswered or CallStatus.TransferredNotAnswered;
}
