using CrmLive.Core.Common;
using FsCheck.Xunit;

namespace CrmLive.Tests.Common;

[Trait("Feature", "P11")]
public sealed class WorkingHoursTests
{
    private static readonly WorkingHours SixDays = WorkingHours.Weekdays(
        new TimeOnly(9, 0), new TimeOnly(18, 0), new OpenHours(new TimeOnly(10, 0), new TimeOnly(14, 0)));

    [Fact]
    public void A_lead_of_friday_evening_waits_no_working_minute_until_saturday_opens() =>
        Assert.Equal(30, At.Warsaw.WorkingMinutes(At.Local("2026-06-12 20:00"), At.Local("2026-06-13 10:30"), SixDays));

    [Fact]
    public void Corpus_christi_is_no_working_day_though_a_thursday()
    {
        Assert.False(At.Warsaw.IsWorkingDay(new DateOnly(2026, 6, 4), SixDays));
        Assert.Equal(At.Local("2026-06-05 09:00"), At.Warsaw.NextOpen(At.Local("2026-06-04 12:00"), SixDays));
    }

    [Fact]
    public void The_moment_of_closing_is_closed()
    {
        Assert.True(At.Warsaw.IsOpen(At.Local("2026-06-01 09:00"), SixDays));
        Assert.False(At.Warsaw.IsOpen(At.Local("2026-06-01 18:00"), SixDays));
    }

    [Fact]
    public void Twenty_four_working_hours_of_eight_a_day_from_friday_noon_end_on_wednesday_noon() =>
        Assert.Equal(At.Local("2026-06-17 12:00"), At.Warsaw.AddWorking(At.Local("2026-06-12 12:00"), TimeSpan.FromHours(24), WorkingHours.Usual));

    [Fact]
    public void Hours_that_are_never_open_are_said_to_be_wrong_instead_of_searched_for_ever() =>
        Assert.Throws<InvalidOperationException>(() =>
            At.Warsaw.NextOpen(At.Local("2026-06-12 12:00"), new WorkingHours(new Dictionary<DayOfWeek, OpenHours>())));

    [Property(Arbitrary = [typeof(Moments)], MaxTest = 60)]
    public void Working_minutes_are_those_counted_one_by_one(DateTime from, ushort length)
    {
        var to = from.AddMinutes(length % (12 * 24 * 60));
        var naive = 0;
        for (var minute = from; minute < to; minute = minute.AddMinutes(1))
        {
            naive += At.Warsaw.IsOpen(minute, SixDays) ? 1 : 0;
        }

        Assert.Equal(naive, At.Warsaw.WorkingMinutes(from, to, SixDays));
    }

    [Property(Arbitrary = [typeof(Moments)])]
    public void Working_time_added_is_working_time_measured(DateTime from, byte hours)
    {
        var due = At.Warsaw.AddWorking(from, TimeSpan.FromHours(hours % 60), SixDays);
        Assert.Equal(TimeSpan.FromHours(hours % 60), At.Warsaw.WorkingTime(from, due, SixDays));
    }
}
