using CrmLive.Core.Common;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Common;
using FsCheck.Xunit;

namespace CrmLive.Tests.Kpi;

public sealed class MarkTests
{
    [Fact, Trait("Feature", "K7")]
    public void Red_below_the_plan_and_green_at_it()
    {
        Assert.Equal((Tone.Below, Tone.Met, Tone.Met), (new Mark(45, 46).Tone, new Mark(46, 46).Tone, new Mark(47, 46).Tone));
    }

    [Theory, Trait("Feature", "K7"), Trait("Feature", "K8")]
    [InlineData(0)]
    [InlineData(-3)]
    public void Without_a_plan_nothing_is_divided_and_nothing_is_green(int plan)
    {
        var mark = new Mark(10, plan);
        Assert.Equal((Tone.NoPlan, null, null, null), (mark.Tone, mark.Attained, mark.Gap, mark.Pace(0.5m)));
    }

    [Fact, Trait("Feature", "K8")]
    public void Pace_is_the_fact_against_the_part_of_the_plan_that_should_have_been_done()
    {
        var mark = new Mark(15, 46);
        Assert.Equal((15m / 46, -31m, 15m / 23), (mark.Attained, mark.Gap, mark.Pace(0.5m)));
        Assert.Null(mark.Pace(0));
    }

    [Fact, Trait("Feature", "K6")]
    public void A_weeks_plan_falls_on_its_working_hours()
    {
        // The 11th of November is a Wednesday of 2026, and a holiday: four days share the week.
        var monday = At.Day("2026-11-09");
        Assert.Equal(0.25m, WorkShare.OfWeek(At.Warsaw, monday, monday, monday));
        Assert.Equal(0m, WorkShare.OfWeek(At.Warsaw, monday, monday.AddDays(2), monday.AddDays(2)));
        Assert.Equal(1m, WorkShare.OfWeek(At.Warsaw, monday, monday.AddDays(-30), monday.AddDays(30)));
        Assert.Equal(0m, WorkShare.OfWeek(At.Warsaw, monday, monday.AddDays(7), monday.AddDays(9)));
    }

    [Fact, Trait("Feature", "K6")]
    public void A_week_in_which_the_office_never_opens_is_shared_by_its_days()
    {
        var closed = new OfficeTime(At.Warsaw.Zone, new WorkingHours(new Dictionary<DayOfWeek, OpenHours>()));
        var monday = At.Day("2026-11-23");
        Assert.Equal(1 / 7m, WorkShare.OfWeek(closed, monday, monday, monday));
        Assert.Equal(0.5m, WorkShare.Elapsed(closed, monday, monday, At.Local("2026-11-23 12:00")));
    }

    [Theory, Trait("Feature", "K8")]
    [InlineData("2026-11-22 12:00", 0)]
    [InlineData("2026-11-23 09:00", 0)]
    [InlineData("2026-11-25 13:30", 0.5)]
    [InlineData("2026-11-27 18:00", 1)]
    [InlineData("2026-11-29 12:00", 1)]
    [InlineData("2026-12-24 12:00", 1)]
    public void Of_a_week_so_much_has_passed(string now, double share) =>
        Assert.Equal((decimal)share, WorkShare.Elapsed(At.Warsaw, At.Day("2026-11-23"), At.Day("2026-11-29"), At.Local(now)));

    [Property(MaxTest = 200), Trait("Feature", "K6")]
    public bool However_a_week_is_cut_its_parts_are_the_week(ushort week, byte cut)
    {
        var monday = At.Day("2020-01-06").AddDays(7 * (week % 1000));
        var at = monday.AddDays(cut % 6);
        var sum = WorkShare.OfWeek(At.Warsaw, monday, monday, at) + WorkShare.OfWeek(At.Warsaw, monday, at.AddDays(1), monday.AddDays(6));
        return Math.Abs(sum - 1) < 0.0000001m;
    }

    [Property(MaxTest = 300), Trait("Feature", "K9")]
    public bool Each_day_earns_by_the_weights_of_that_day(byte[] changes, byte start, byte length)
    {
        var zero = At.Day("2026-01-01");
        var all = changes.Distinct().Select(day => new Weights { ValidFrom = zero.AddDays(day), Meeting = day + 1 }).ToList();
        var (first, last) = (zero.AddDays(start), zero.AddDays(start + length));
        var spans = WeightSpans.Of(all, first, last);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var expected = changes.Where(c => zero.AddDays(c) <= day).Select(c => c + 1).DefaultIfEmpty(5).Max();
            if (spans.Count(s => s.First <= day && day <= s.Last && s.Weights.Meeting == expected) != 1)
            {
                return false;
            }
        }

        return spans[0].First == first && spans[^1].Last == last;
    }
}
