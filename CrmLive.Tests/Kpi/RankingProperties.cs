using CrmLive.Core.Kpi;
using FsCheck.Xunit;

namespace CrmLive.Tests.Kpi;

[Trait("Feature", "K10")]
public sealed class RankingProperties
{
    [Property(MaxTest = 500)]
    public bool A_rank_is_one_more_than_there_are_better_ones(byte[] seeds)
    {
        var scores = Scores(seeds);
        return Ranking.Of(scores, RankBy.Points).Select((rank, i) => rank == 1 + scores.Count(other => Beats(other, scores[i]))).All(same => same);
    }

    [Property(MaxTest = 500)]
    public bool By_own_plan_the_percent_decides_and_points_only_between_equals(byte[] seeds)
    {
        var scores = Scores(seeds);
        return Ranking.Of(scores, RankBy.OwnPlan).Select((rank, i) => rank == 1 + scores.Count(other => BeatsByPlan(other, scores[i]))).All(same => same);
    }

    [Fact]
    public void Points_then_meetings_then_calls_then_percent_and_equal_is_equal()
    {
        Score[] scores = [new(33, 2, 10, 0.3m), new(33, 3, 9, 0.4m), new(33, 2, 10, 0.3m), new(40, 0, 0, null), new(33, 2, 10, null)];
        Assert.Equal([3, 2, 3, 1, 5], Ranking.Of(scores, RankBy.Points));
    }

    // Few values of each, so that ties are the rule.
    private static List<Score> Scores(byte[] seeds) => [.. seeds.Select(s => new Score(s & 3, (s >> 2) & 1, (s >> 3) & 1, (s >> 4) % 3 is > 0 and var a ? a / 2m : null))];

    private static bool Beats(Score a, Score b) =>
        a.Points != b.Points ? a.Points > b.Points
        : a.Meetings != b.Meetings ? a.Meetings > b.Meetings
        : a.Calls != b.Calls ? a.Calls > b.Calls
        : (a.Attained ?? -1) > (b.Attained ?? -1);

    private static bool BeatsByPlan(Score a, Score b) =>
        (a.Attained ?? -1) != (b.Attained ?? -1) ? (a.Attained ?? -1) > (b.Attained ?? -1) : Beats(a, b);
}
