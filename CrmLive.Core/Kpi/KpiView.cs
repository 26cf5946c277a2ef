using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmLive.Core.Kpi;

/// <summary>K12: what the walls and the hub show of the sales department, read once per change for all of them.</summary>
public sealed class KpiView(CrmDb crm, KpiQueries queries, SharedView<KpiNow> view, ILogger<KpiView> log)
    : ViewKeeper<KpiNow>(crm.Bus, crm.Clock, view, log, LiveTopic.Activities, LiveTopic.Calls, LiveTopic.Kpi, LiveTopic.Users, LiveTopic.Office)
{
    private Dictionary<int, int?> _branches = [];
    private (DateOnly Day, Team Week, Team Today)? _teams;

    protected override TimeSpan Pace => TimeSpan.FromMilliseconds(250);

    protected override async Task<KpiNow> ReadAsync(KpiNow former, IReadOnlySet<LiveTopic> rang, CancellationToken ct)
    {
        var time = crm.Office.Time;
        var today = time.Today(crm.Clock);
        if (rang.Contains(LiveTopic.Users))
        {
            await using var db = crm.Open(Actor.System);
            _branches = await db.Set<User>().ToDictionaryAsync(u => u.Id, u => u.BranchId, ct);
        }

        // A contact changes what people have done and not who they are: a thousand walls wait for two questions and not for a dozen.
        if (_teams?.Day != today || rang.Overlaps([LiveTopic.Kpi, LiveTopic.Users, LiveTopic.Office]))
        {
            _teams = (today, await queries.TeamAsync(Actor.System, time.Week(today), ct), await queries.TeamAsync(Actor.System, time.Day(today), ct));
        }

        var (_, teamOfWeek, teamOfDay) = _teams.Value;
        var week = await queries.OverviewAsync(Actor.System, teamOfWeek, RankBy.Points, ct);
        var day = (await queries.OverviewAsync(Actor.System, teamOfDay, RankBy.Points, ct)).ToDictionary(row => row.UserId);
        return new()
        {
            Ready = true,
            Day = today,
            WeekElapsed = Elapsed(OfficeTime.MondayOf(today), OfficeTime.MondayOf(today).AddDays(6)),
            DayElapsed = Elapsed(today, today),
            People = week.OrderBy(row => row.UserId).Select(row => Of(row, day.GetValueOrDefault(row.UserId))).ToValueList(),
        };
    }

    protected override KpiNow Failed(KpiNow former) => former with { Failed = true };

    // A thousandth: what moves each second would be news each second.
    private decimal Elapsed(DateOnly first, DateOnly last) => decimal.Round(WorkShare.Elapsed(crm.Office.Time, first, last, crm.Clock.GetUtcNow().UtcDateTime), 3);

    private Standing Of(KpiRow week, KpiRow? day) => new()
    {
        UserId = week.UserId,
        Name = week.Name,
        BranchId = _branches.GetValueOrDefault(week.UserId),
        Facts = week.Facts,
        Plan = week.Plan,
        Points = week.Points,
        FactsToday = day?.Facts ?? default,
        PlanToday = day?.Plan ?? default,
    };
}
