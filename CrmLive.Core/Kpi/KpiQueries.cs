using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>Plan and fact of the sales department, from the daily totals: a year costs as little as its days are few.</summary>
public sealed class KpiQueries(CrmDb crm)
{
    /// <summary>K1, K6–K8, K10: a row an employee, by rank. The period is taken in whole days of the office.</summary>
    public async Task<IReadOnlyList<KpiRow>> OverviewAsync(Actor actor, UtcRange period, RankBy by, CancellationToken ct)
    {
        actor.Require(KpiPermissions.See);
        await using var db = crm.Open(actor);
        var rows = await RowsAsync(db, await TeamAsync(db, actor, period, ct), by, ct);
        return actor.Scope == Scope.Own ? [.. rows.Where(row => row.UserId == actor.UserId)] : rows;
    }

    /// <summary>K9: the ranking as it would be under other weights for the whole period; nobody else hears of it.</summary>
    public async Task<IReadOnlyList<PreviewRow>> PreviewAsync(Actor actor, UtcRange period, WeightsEdit trial, CancellationToken ct)
    {
        actor.Require(KpiPermissions.Weights);
        if (trial.Problems.Count > 0)
        {
            return [];
        }

        await using var db = crm.Open(actor);
        var now = await RowsAsync(db, await TeamAsync(db, actor, period, ct), RankBy.Points, ct);
        var then = Placed(now.Select(row => row with { Points = row.Facts.Points(trial.ToWeights()) }), RankBy.Points).ToDictionary(row => row.UserId);
        var seen = (await db.Set<User>().SeenBy(actor).Select(u => u.Id).ToListAsync(ct)).ToHashSet();
        return
        [
            .. now.Where(row => seen.Contains(row.UserId))
                .Select(row => new PreviewRow(row.UserId, row.Name, row.Rank, then[row.UserId].Rank, row.Points, then[row.UserId].Points))
                .OrderBy(row => row.RankThen).ThenBy(row => row.RankNow),
        ];
    }

    /// <summary>For whoever reads the same period again and again: between two readings contacts change, and hardly ever this.</summary>
    internal async Task<Team> TeamAsync(Actor actor, UtcRange period, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await TeamAsync(db, actor, period, ct);
    }

    internal async Task<IReadOnlyList<KpiRow>> OverviewAsync(Actor actor, Team team, RankBy by, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        return await RowsAsync(db, team, by, ct);
    }

    private async Task<Team> TeamAsync(CrmDbContext db, Actor actor, UtcRange range, CancellationToken ct)
    {
        var period = KpiPeriod.Of(crm.Office.Time, range);
        var weights = await db.Set<Weights>().AsNoTracking().ToListAsync(ct);
        return new(period, await db.MembersAsync(crm.Office.Time, actor, period, ct), WeightSpans.Of(weights, period.First, period.Last));
    }

    private async Task<IReadOnlyList<KpiRow>> RowsAsync(CrmDbContext db, Team team, RankBy by, CancellationToken ct)
    {
        var members = team.Members;
        if (members.Count == 0)
        {
            return [];
        }

        var spans = new List<(WeightSpan Span, Dictionary<int, Tally> Of)>();
        foreach (var span in team.Weights)
        {
            spans.Add((span, await db.TalliesAsync(span.First, span.Last, ct)));
        }

        var now = crm.Clock.GetUtcNow().UtcDateTime;
        // Few ways of being there: everybody's whole period, and the days of who came or left in it.
        var elapsed = members.Select(m => m.There).Distinct().ToDictionary(days => days, days => WorkShare.Elapsed(crm.Office.Time, days.First, days.Last, now));
        var days = new WorkDays(crm.Office.Time, team.Period);
        return Placed(members.Select(member => Row(member, spans, member.Away.Count == 0 ? (elapsed[member.There], 0) : days.Of(member.There, member.Away, now))), by);
    }

    private static KpiRow Row(Member member, List<(WeightSpan Span, Dictionary<int, Tally> Of)> spans, (decimal Elapsed, int DaysAway) time)
    {
        var parts = spans.ConvertAll(part =>
        {
            var (facts, weights) = (part.Of.GetValueOrDefault(member.UserId), part.Span.Weights);
            return new PointsPart(part.Span.First, part.Span.Last, facts, weights.Meeting, weights.Call, weights.Email, facts.Points(weights));
        });
        return new()
        {
            UserId = member.UserId,
            Name = member.Name,
            Facts = parts.Aggregate(default(Tally), (sum, part) => sum + part.Facts),
            Plan = member.Plan,
            Points = parts.Sum(part => part.Points),
            Elapsed = time.Elapsed,
            Away = [.. member.Away],
            DaysAway = time.DaysAway,
            Parts = parts,
        };
    }

    private static IReadOnlyList<KpiRow> Placed(IEnumerable<KpiRow> rows, RankBy by)
    {
        var list = rows.ToList();
        var ranks = Ranking.Of(list.ConvertAll(row => new Score(row.Points, row.Facts.Meetings, row.Facts.Calls, row.Total.Attained)), by);
        return [.. list.Select((row, i) => row with { Rank = ranks[i] }).OrderBy(row => row.Rank)];
    }
}

/// <summary>Who gains and who loses under the weights tried.</summary>
public sealed record PreviewRow(int UserId, string Name, int RankNow, int RankThen, long PointsNow, long PointsThen);
