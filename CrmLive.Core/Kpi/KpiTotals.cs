using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

internal static class KpiTotals
{
    /// <summary>Contacts of each employee who had any, from the daily totals; the measure is asked twice because the index that holds them says it so.</summary>
    public static async Task<Dictionary<int, Tally>> TalliesAsync(this CrmDbContext db, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var totals = db.Set<DailyTotal>().Where(t => t.Measure >= Measure.MeetingContacts && t.Day >= first && t.Day <= last);
        var rows = await db.Set<Users.User>()
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
}
