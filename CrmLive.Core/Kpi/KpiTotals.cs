using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>Contacts of each employee from the totals: whole months from those of months, the days before and behind from those of days.</summary>
internal static class KpiTotals
{
    public static async Task<Dictionary<int, Tally>> TalliesAsync(this CrmDbContext db, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var month = new DateOnly(first.Year, first.Month, 1);
        var from = month < first ? month.AddMonths(1) : month;
        var until = new DateOnly(last.Year, last.Month, 1).AddMonths(last.AddDays(1).Day == 1 ? 1 : 0);
        if (from >= until)
        {
            return await TalliesAsync(db, Days(db, first, last), ct);
        }

        var sum = await TalliesAsync(db, Months(db, from, until), ct);
        foreach (var (begin, end) in ((DateOnly, DateOnly)[])[(first, from.AddDays(-1)), (until, last)])
        {
            foreach (var (user, tally) in begin <= end ? await TalliesAsync(db, Days(db, begin, end), ct) : [])
            {
                sum[user] += tally;
            }
        }

        return sum;
    }

    // That the measure is asked twice, here and below, is what the index that holds the contacts says of itself.
    private static IQueryable<Counted> Days(CrmDbContext db, DateOnly first, DateOnly last) => db.Set<DailyTotal>()
        .Where(t => t.Measure >= Measure.MeetingContacts && t.Day >= first && t.Day <= last).Select(t => new Counted { UserId = t.UserId, Measure = t.Measure, Count = t.Count });

    private static IQueryable<Counted> Months(CrmDbContext db, DateOnly from, DateOnly until) => db.Set<MonthlyTotal>()
        .Where(t => t.Measure >= Measure.MeetingContacts && t.Month >= from && t.Month < until).Select(t => new Counted { UserId = t.UserId, Measure = t.Measure, Count = t.Count });

    private static async Task<Dictionary<int, Tally>> TalliesAsync(CrmDbContext db, IQueryable<Counted> totals, CancellationToken ct)
    {
        var rows = await db.Set<User>()
            .Select(u => new
            {
                u.Id,
                Meetings = totals.Where(t => t.UserId == u.Id && t.Measure == Measure.MeetingContacts).Sum(t => t.Count),
                Calls = totals.Where(t => t.UserId == u.Id && t.Measure == Measure.CallContacts).Sum(t => t.Count),
                Emails = totals.Where(t => t.UserId == u.Id && t.Measure == Measure.EmailContacts).Sum(t => t.Count),
            })
            .ToListAsync(ct);
        return rows.ToDictionary(row => row.Id, row => new Tally(row.Meetings, row.Calls, row.Emails));
    }

    private sealed class Counted
    {
        public int UserId { get; init; }
        public Measure Measure { get; init; }
        public int Count { get; init; }
    }
}
