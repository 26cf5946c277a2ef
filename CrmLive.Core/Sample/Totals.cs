using CrmLive.Core.Common;
using CrmLive.Core.Data;

namespace CrmLive.Core.Sample;

/// <summary>The totals of the invented year, added up from what each row says it contributes: no formula of its own.</summary>
internal static class Totals
{
    public static (IEnumerable<DailyTotal> Days, IEnumerable<MonthlyTotal> Months) Of(SampleWorld world, OfficeTime time)
    {
        var sums = new PendingChanges();
        IEnumerable<ICounted> rows =
        [
            .. world.Sessions, .. world.Clients, .. world.Leads, .. world.Calls, .. world.Activities, .. world.Offers, .. world.Agreements, .. world.Submissions,
        ];
        foreach (var row in rows)
        {
            sums.Count(null, row, time);
        }

        return (
            sums.Totals.Where(t => !t.Value.IsNothing).Select(t => new DailyTotal
            {
                Day = t.Key.Day, UserId = t.Key.UserId, InvestmentId = t.Key.InvestmentId, Measure = t.Key.Measure,
                Count = t.Value.Count, Seconds = t.Value.Seconds, AmountMinor = t.Value.AmountMinor,
            }),
            sums.MonthlyTotals.Where(t => !t.Value.IsNothing).Select(t => new MonthlyTotal
            {
                Month = t.Key.Day, UserId = t.Key.UserId, InvestmentId = t.Key.InvestmentId, Measure = t.Key.Measure,
                Count = t.Value.Count, Seconds = t.Value.Seconds, AmountMinor = t.Value.AmountMinor,
            }));
    }
}
