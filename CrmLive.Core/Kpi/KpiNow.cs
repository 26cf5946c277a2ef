using CrmLive.Core.Common;

namespace CrmLive.Core.Kpi;

/// <summary>The sales department today and this week, as every wall and every program on the hub is told it.</summary>
public sealed record KpiNow
{
    public static KpiNow Nothing { get; } = new();

    /// <summary>False until it has been read once.</summary>
    public bool Ready { get; init; }

    /// <summary>The last reading failed: the numbers are those of before, and reading goes on.</summary>
    public bool Failed { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Of the week's and of the day's working time.</summary>
    public decimal WeekElapsed { get; init; }

    public decimal DayElapsed { get; init; }
    public ValueList<Standing> People { get; init; } = [];

    /// <summary>Everybody of the branch, or of the office, by rank among them.</summary>
    public IReadOnlyList<Placed> Ranked(int? branch)
    {
        var people = People.Where(p => branch is null || p.BranchId == branch).ToList();
        var byPoints = Ranking.Of(people.ConvertAll(p => p.Score), RankBy.Points);
        var byPlan = Ranking.Of(people.ConvertAll(p => p.Score), RankBy.OwnPlan);
        return [.. people.Select((p, i) => new Placed(p, byPoints[i], byPlan[i])).OrderBy(p => p.Rank)];
    }
}

/// <summary>One employee now.</summary>
public sealed record Standing
{
    public required int UserId { get; init; }
    public required string Name { get; init; }
    public int? BranchId { get; init; }
    public Tally Facts { get; init; }
    public Target Plan { get; init; }
    public long Points { get; init; }
    public Tally FactsToday { get; init; }
    public Target PlanToday { get; init; }
    public Mark Week => new(Facts.Total, Plan.Total);
    public Mark Today => new(FactsToday.Total, PlanToday.Total);
    internal Score Score => new(Points, Facts.Meetings, Facts.Calls, Week.Attained);
}

/// <param name="Rank">By points.</param>
/// <param name="OwnRank">By percent of one's own plan (K10).</param>
public sealed record Placed(Standing Standing, int Rank, int OwnRank);
