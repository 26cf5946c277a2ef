namespace CrmLive.Core.Kpi;

/// <summary>What a place in the ranking is decided by (K10).</summary>
public readonly record struct Score(long Points, int Meetings, int Calls, decimal? Attained);

public enum RankBy
{
    Points,

    /// <summary>By percent of one's own plan, so that a junior can win.</summary>
    OwnPlan,
}

public static class Ranking
{
    /// <summary>Ranks in the order of the scores given. Equal scores share a rank, and the next one counts all before it: 1, 1, 3.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<Score> scores, RankBy by)
    {
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => scores[i], Comparer<Score>.Create((a, b) => Compare(b, a, by))).ToList();
        var ranks = new int[scores.Count];
        for (var place = 0; place < order.Count; place++)
        {
            ranks[order[place]] = place > 0 && Compare(scores[order[place]], scores[order[place - 1]], by) == 0 ? ranks[order[place - 1]] : place + 1;
        }

        return ranks;
    }

    private static int Compare(Score a, Score b, RankBy by) => by == RankBy.OwnPlan
        ? First(Nullable.Compare(a.Attained, b.Attained), a.Points.CompareTo(b.Points), a.Meetings.CompareTo(b.Meetings), a.Calls.CompareTo(b.Calls))
        : First(a.Points.CompareTo(b.Points), a.Meetings.CompareTo(b.Meetings), a.Calls.CompareTo(b.Calls), Nullable.Compare(a.Attained, b.Attained));

    private static int First(params ReadOnlySpan<int> comparisons)
    {
        foreach (var comparison in comparisons)
        {
            if (comparison != 0)
            {
                return comparison;
            }
        }

        return 0;
    }
}
