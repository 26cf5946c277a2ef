using CrmLive.Core.Common;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmLive.Tests.Common;

[Trait("Feature", "P11")]
public sealed class OfficeTimeTests
{
    [Fact]
    public void A_call_at_half_past_midnight_in_summer_belongs_to_the_new_day_though_utc_says_yesterday() =>
        Assert.Equal(new DateOnly(2026, 7, 15), At.Warsaw.DayOf(At.Utc("2026-07-14 22:30")));

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-06-01", 24)]
    public void A_day_is_as_long_as_the_clocks_make_it(string day, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), At.Warsaw.Day(At.Day(day)).Length);

    [Fact]
    public void A_week_runs_from_monday_to_sunday_and_the_first_of_january_may_lie_in_last_years_week()
    {
        Assert.Equal(At.Warsaw.Days(new DateOnly(2026, 12, 28), new DateOnly(2027, 1, 3)), At.Warsaw.Week(new DateOnly(2027, 1, 1)));
        Assert.Equal(At.Warsaw.Week(new DateOnly(2027, 1, 1)), At.Warsaw.Week(2026, 53));
    }

    [Fact]
    public void A_month_starts_in_winter_time_and_ends_in_summer_time() =>
        Assert.Equal(new UtcRange(At.Utc("2026-02-28 23:00"), At.Utc("2026-03-31 22:00")), At.Warsaw.Month(new DateOnly(2026, 3, 17)));

    [Fact]
    public void A_wall_time_the_clocks_skip_lands_after_the_jump_and_one_that_comes_twice_is_the_first()
    {
        Assert.Equal(At.Utc("2026-03-29 01:30"), At.Warsaw.ToUtc(new DateTime(2026, 3, 29, 2, 30, 0)));
        Assert.Equal(At.Utc("2026-10-25 00:30"), At.Warsaw.ToUtc(new DateTime(2026, 10, 25, 2, 30, 0)));
    }

    [Fact]
    public void A_moment_that_is_not_utc_is_refused() =>
        Assert.Throws<ArgumentException>(() => At.Warsaw.DayOf(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local)));

    [Property]
    public void Neighbouring_days_share_no_moment_and_miss_none(int offset)
    {
        var day = new DateOnly(2026, 1, 1).AddDays(offset % 2000);
        var range = At.Warsaw.Day(day);
        Assert.Equal(range.ToUtc, At.Warsaw.Day(day.AddDays(1)).FromUtc);
        Assert.Equal(day, At.Warsaw.DayOf(range.FromUtc));
        Assert.Equal(day, At.Warsaw.DayOf(range.ToUtc.AddTicks(-1)));
    }

    [Property(Arbitrary = [typeof(Moments)])]
    public void Local_time_and_back_is_the_same_moment_except_in_the_hour_that_comes_twice(DateTime utc)
    {
        var local = At.Warsaw.ToLocal(utc);
        var back = At.Warsaw.ToUtc(local);
        Assert.True(back == utc || (At.Warsaw.Zone.IsAmbiguousTime(local) && back == utc.AddHours(-1)));
    }
}

/// <summary>Moments of three years, by the minute, around both clock changes and Corpus Christi often enough.</summary>
public static class Moments
{
    public static Arbitrary<DateTime> Utc() =>
        Gen.Choose(0, 3 * 365 * 24 * 60).Select(minutes => At.Utc("2025-06-01 00:00").AddMinutes(minutes)).ToArbitrary();
}
