using CrmLive.Core.Common;
using FsCheck.Xunit;

namespace CrmLive.Tests.Common;

[Trait("Feature", "P11")]
public sealed class OfficeMinutesTests
{
    [Theory]
    [InlineData("2026-05-29 16:00", "2026-06-01 09:30", 3930, 1050, 1050)]
    [InlineData("2026-05-30 10:00", "2026-05-31 18:00", 1920, 0, 0)]
    [InlineData("2026-05-30 10:00", "2026-06-01 00:05", 2285, 5, 5)]
    [InlineData("2026-06-03 15:00", "2026-06-05 09:00", 2520, 2520, 1080)]
    [InlineData("2026-05-29 23:59", "2026-06-08 00:01", 12962, 7202, 5762)]
    public void Minutes_without_weekends_and_holidays_are_those_checked_by_hand(
        string from, string to, int raw, int withoutWeekends, int withoutHolidaysToo)
    {
        var (start, end) = (At.Local(from), At.Local(to));
        Assert.Equal(raw, At.Warsaw.Minutes(start, end));
        Assert.Equal(withoutWeekends, At.Warsaw.Minutes(start, end, DaysOff.Weekends));
        Assert.Equal(withoutHolidaysToo, At.Warsaw.Minutes(start, end, DaysOff.Weekends | DaysOff.Holidays));
    }

    [Fact]
    public void An_end_before_its_start_is_no_time_at_all()
    {
        Assert.Equal(0, At.Warsaw.Minutes(At.Local("2026-06-02 10:00"), At.Local("2026-06-01 10:00")));
        Assert.Equal(0, At.Warsaw.WorkingMinutes(At.Local("2026-06-02 10:00"), At.Local("2026-06-01 10:00")));
    }

    [Fact]
    public void The_night_the_clocks_change_is_counted_as_long_as_it_was() =>
        Assert.Equal(25 * 60, At.Warsaw.Minutes(At.Local("2026-10-25 00:00"), At.Local("2026-10-26 00:00")));

    [Property(Arbitrary = [typeof(Moments)], MaxTest = 60)]
    public void Minutes_left_after_dropping_days_are_those_counted_one_by_one(DateTime from, ushort length, bool weekends, bool holidays)
    {
        var to = from.AddMinutes(length % (12 * 24 * 60));
        var off = (weekends ? DaysOff.Weekends : 0) | (holidays ? DaysOff.Holidays : 0);
        var naive = 0;
        for (var minute = from; minute < to; minute = minute.AddMinutes(1))
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(minute, At.Warsaw.Zone));
            var dropped = (weekends && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) || (holidays && Holidays.InPoland(day));
            naive += dropped ? 0 : 1;
        }

        Assert.Equal(naive, At.Warsaw.Minutes(from, to, off));
    }
}
