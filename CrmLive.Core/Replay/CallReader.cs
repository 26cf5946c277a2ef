using System.Text.Json;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Intake;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Replay;

/// <summary>The calls a day speaks of: its own, those still going on when it began, those that waited for a call back, and those of the week that count.</summary>
internal sealed class CallReader(CrmDbContext db, OfficeTime time)
{
    private static readonly TimeSpan MissedAtMost = TimeSpan.FromDays(30);

    /// <summary>What still goes on began no longer ago: a silent call is ended after half an hour.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromDays(7);

    public async Task<Past<Call>> ReadAsync(DateOnly day, DateTime now, CancellationToken ct)
    {
        var (span, week) = (time.Day(day), time.Week(day));
        var since = span.FromUtc - LongestCall;
        var missedSince = span.FromUtc - MissedAtMost;
        var calls = db.Set<Call>().AsNoTracking();
        var own = await calls.Include(c => c.Legs).Where(c =>
            (c.StartedAt >= span.FromUtc && c.StartedAt < span.ToUtc)
            || (c.StartedAt >= since && c.StartedAt < span.FromUtc && (c.EndedAt == null || c.EndedAt >= span.FromUtc))).ToListAsync(ct);
        var waiting = await calls.Where(c => c.StartedAt >= missedSince && c.StartedAt < span.FromUtc && c.EndedAt < span.FromUtc && (c.MissedOpen || c.ClearedAt >= span.FromUtc)).ToListAsync(ct);
        var counting = await calls.Where(c => c.LongEnough && c.StartedAt >= week.FromUtc && c.StartedAt < span.FromUtc && c.EndedAt < span.FromUtc).ToListAsync(ct);
        var told = await db.PastAsync([.. own.Concat(waiting).Concat(counting).DistinctBy(c => c.Id)], [], span, ct);
        var heard = await HeardAsync(own, span, now, ct);
        return new(told.Rows.Select(standings => standings[^1].Row).OfType<Call>().Select(call => call.Id)
            .ToDictionary(id => id, id => heard.TryGetValue(id, out var standings) ? standings.With(told.Of(id)) : told.Of(id)));
    }

    private async Task<Dictionary<int, IReadOnlyList<Standing<Call>>>> HeardAsync(IReadOnlyList<Call> calls, UtcRange span, DateTime now, CancellationToken ct)
    {
        var since = span.FromUtc - LongestCall;
        var events = (await (
                from call in db.Set<Call>()
                join stored in db.Set<StoredCallEvent>() on new { call.Exchange, call.CallKey } equals new { stored.Exchange, stored.CallKey }
                where call.StartedAt >= since && call.StartedAt < span.ToUtc && stored.TakenAt < span.ToUtc
                orderby stored.Id
                select new { call.Id, stored.TakenAt, stored.Body }).ToListAsync(ct))
            .ToLookup(e => e.Id, e => (e.TakenAt, Event: JsonSerializer.Deserialize(e.Body, CallEventJson.Default.CallEvent)!));
        var country = await db.Set<OfficeSettings>().Select(office => office.Country).FirstOrDefaultAsync(ct) ?? "PL";
        var talks = await db.Set<TalkRule>().AsNoTracking().ToListAsync(ct);
        var branches = await db.Set<User>().AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.BranchId, ct);
        var lines = await db.Set<Line>().AsNoTracking()
            .Select(line => new DirectoryLine(
                line.Id, line.Number, line.E164, line.SourceId, line.SalesOfficeId, line.DepartmentId, line.SalesOffice!.BranchId as int? ?? line.Department!.BranchId as int?))
            .ToDictionaryAsync(line => line.Id, ct);
        return calls.ToDictionary(call => call.Id, call => events.Contains(call.Id)
            ? CallHistory.Folded(call, events[call.Id], Listing(call), time)
            : CallHistory.Told(call, now));

        // Whose line and whose telephone it was stands in the call itself: both may have gone to somebody else since.
        Listing Listing(Call call) => new(
            country,
            call.LineId is { } line && call.LineNumber is { } number && lines.TryGetValue(line, out var known) ? [known with { Number = number, SourceId = call.SourceId }] : [],
            call.Legs.Where(leg => leg is { Extension: not null, UserId: not null }).Select(leg => new DirectoryPerson(leg.UserId!.Value, leg.Extension!, branches.GetValueOrDefault(leg.UserId.Value))),
            talks);
    }
}
