using CrmLive.Core.Common;
using CrmLive.Core.Users;

namespace CrmLive.Core.Kpi;

/// <summary>The working hours of a period's days, looked up once for all those who were away on some of them.</summary>
internal sealed class WorkDays(OfficeTime time, KpiPeriod period)
{
    private readonly Lazy<List<(DateOnly Day, UtcRange Open)>> _open = new(() => [.. Open(time, period)]);

    /// <summary>K8: of the hours that were theirs to work, what has passed; none where they were away all the while.</summary>
    /// <returns>And on how many working days they were away.</returns>
    public (decimal Elapsed, int DaysAway) Of(KpiPeriod there, IReadOnlyCollection<Away> away, DateTime now)
    {
        var (all, passed, days) = (0L, 0L, 0);
        foreach (var (day, open) in _open.Value.Where(one => one.Day >= there.First && one.Day <= there.Last))
        {
            if (away.Any(absence => absence.First <= day && day <= absence.Last))
            {
                days++;
                continue;
            }

            all += open.Length.Ticks;
            passed += Math.Clamp((now - open.FromUtc).Ticks, 0, open.Length.Ticks);
        }

        return (all == 0 ? 0 : (decimal)passed / all, days);
    }

    private static IEnumerable<(DateOnly, UtcRange)> Open(OfficeTime time, KpiPeriod period)
    {
        for (var day = period.First; day <= period.Last; day = day.AddDays(1))
        {
            if (time.Open(day) is { } open)
            {
                yield return (day, open);
            }
        }
    }
}
