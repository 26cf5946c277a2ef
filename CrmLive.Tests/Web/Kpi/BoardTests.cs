using CrmLive.Core.Kpi;
using CrmLive.Web.Kpi;

namespace CrmLive.Tests.Web.Kpi;

/// <summary>In which order the board stands, how it spells its numbers, and which days its address means.</summary>
public sealed class BoardTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact, Trait("Feature", "K8")]
    public void Worst_first_is_whoever_has_attained_least_then_who_lacks_most_and_without_a_plan_last()
    {
        BoardRow[] rows = [Row("half of 10", 5, 10), Row("no plan", 9, 0), Row("all", 4, 4), Row("half of 40", 20, 40), Row("nothing", 0, 3)];
        Assert.Equal(["nothing", "half of 40", "half of 10", "all", "no plan"], rows.By(BoardSort.Worst, down: false).Select(row => row.Name));
        Assert.Equal(["no plan"], rows.By(BoardSort.Attained, down: true).Select(row => row.Name).TakeLast(1));
        Assert.Equal("half of 40", rows.By(BoardSort.Total, down: true).First().Name);
    }

    [Fact, Trait("Feature", "K7")]
    public void Above_below_and_nothing_to_compare_with_are_told_apart_without_colour()
    {
        Assert.Equal(("▲", "good", "+3"), Look(new(5, 2)));
        Assert.Equal(("▼", "bad", "−2.5"), Look(new(0, 2.5m)));
        Assert.Equal(("▲", "good", "0"), Look(new(2, 2)));
        Assert.Equal((null, null, "–"), Look(new(7, 0)));
        Assert.Equal("–", KpiLook.Plan(0));
        Assert.Equal("–", KpiLook.Percent(null));
        // What is short of all is never said to be all, in a ring neither.
        Assert.Equal((99, 100, 100, 0), (KpiLook.Hundredths(199 / 200m), KpiLook.Hundredths(1), KpiLook.Hundredths(1.004m), KpiLook.Hundredths(0.004m)));
        Assert.Equal(("67", "99"), (KpiLook.Percent(2 / 3m)[..2], KpiLook.Percent(0.999m)[..2]));
    }

    [Fact, Trait("Feature", "K1")]
    public void The_department_is_the_sum_of_its_people_and_not_of_their_percents()
    {
        var all = BoardRow.All([Row("a", 10, 10), Row("b", 0, 30)], 0.5m, "all", new());
        Assert.Equal((10, 40m, 0.25m, 0.5m), (all.Facts.Total, all.Plan.Total, all.Total.Attained, all.Pace));
        Assert.Null(all.Clients);
    }

    [Theory, Trait("Feature", "K1")]
    [InlineData("", "2026-11-23", "2026-11-29")]
    [InlineData("?day=2026-11-15", "2026-11-09", "2026-11-15")]
    [InlineData("?period=day", "2026-11-25", "2026-11-25")]
    [InlineData("?period=month&day=2026-02-10", "2026-02-01", "2026-02-28")]
    [InlineData("?period=any&day=2026-11-02&to=2026-11-20", "2026-11-02", "2026-11-20")]
    [InlineData("?period=any&day=2026-11-20&to=2026-11-02", "2026-11-20", "2026-11-20")]
    [InlineData("?period=any&day=2020-01-01&to=2099-01-01", "2020-01-01", "2022-01-02")]
    [InlineData("?period=century&day=9999-12-31", "2026-11-23", "2026-11-29")]
    [InlineData("?period=any&day=yesterday", "2026-11-23", "2026-11-29")]
    public void An_address_means_these_days_whatever_somebody_typed_into_it(string query, string first, string last)
    {
        var at = BoardAddress.Read($"http://office/kpi{query}");
        Assert.Equal((DateOnly.Parse(first, null), DateOnly.Parse(last, null)), at.Span.Days(Today));
        Assert.Equal(at, BoardAddress.Read($"http://office/{at}"));
    }

    [Fact, Trait("Feature", "K1")]
    public void Stepping_back_and_forth_comes_back_to_now_and_a_month_is_as_long_as_it_is()
    {
        var week = new KpiSpan();
        Assert.Equal(week, week.Step(-1, Today).Step(1, Today));
        var january = new KpiSpan(SpanKind.Month, new(2026, 1, 31));
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28)), january.Step(1, Today).Days(Today));
        var ten = new KpiSpan(SpanKind.Any, new(2026, 11, 1), new(2026, 11, 10));
        Assert.Equal((new DateOnly(2026, 10, 22), new DateOnly(2026, 10, 31)), ten.Step(-1, Today).Days(Today));
    }

    private static BoardRow Row(string name, int meetings, decimal plan) =>
        new() { UserId = name.GetHashCode(StringComparison.Ordinal), Name = name, At = new(), Rank = 1, Facts = new(meetings, 0, 0), Plan = new(plan, 0, 0, plan) };

    private static (string?, string?, string) Look(Mark mark) => (KpiLook.Sign(mark.Tone), KpiLook.Colour(mark.Tone), KpiLook.Signed(mark.Gap));
}
