using System.Globalization;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Replay;

/// <summary>What a day needs to know of activities: which contacts counted from when, and who was to sit in a meeting.</summary>
internal sealed class ActivityReader(CrmDbContext db, OfficeTime time)
{
    public async Task<(IReadOnlyList<ContactStep> Contacts, IReadOnlyList<IReadOnlyList<Standing<Activity>>> Meetings, IEnumerable<DateTime> Moments)> ReadAsync(DateOnly day, CancellationToken ct)
    {
        var (span, week) = (time.Day(day), time.Week(day));
        var since = span.FromUtc.AddDays(-1);
        var now = await db.Set<Activity>().AsNoTracking()
            .Where(a => (a.DoneAt >= week.FromUtc && a.DoneAt < week.ToUtc) || (a.StartsAt > since && a.StartsAt < span.ToUtc && a.Type == ActivityType.Meeting))
            .ToListAsync(ct);
        // Whatever counted on this day was entered by then: done is never said beforehand.
        var told = await db.ToldIdsAsync<Activity>(new(week.FromUtc, span.ToUtc), ct);
        var past = await db.PastAsync(now, told.Concat(await MovedAwayAsync(span, ct)), span, ct);
        var (first, last) = (time.DayOf(week.FromUtc), time.DayOf(week.ToUtc.AddTicks(-1)));
        return (
            [.. past.Rows.SelectMany(standings => ContactStep.Of(standings, time)).Where(step => step.Day >= first && step.Day <= last)],
            [.. past.Rows.Where(standings => standings.Any(standing => standing.Row is { Type: ActivityType.Meeting, Status: ActivityStatus.Planned }))],
            past.Moments);
    }

    /// <summary>Meetings that were to begin on this day and have been moved to another, or deleted, since: only the journal knows.</summary>
    private async Task<List<int>> MovedAwayAsync(UtcRange span, CancellationToken ct)
    {
        var (one, other) = (Was(span.FromUtc), Was(span.ToUtc));
        return await db.Set<JournalEntry>().AsNoTracking()
            .Where(e => e.Subject == "activity" && e.At >= span.ToUtc && (EF.Functions.Like(e.Changes!, one) || EF.Functions.Like(e.Changes!, other)))
            .Select(e => e.SubjectId).Distinct().ToListAsync(ct);
    }

    private static string Was(DateTime utc) => string.Create(CultureInfo.InvariantCulture, $"%\"{nameof(Activity.StartsAt)}\":[\"{utc:yyyy-MM-dd}%");
}
