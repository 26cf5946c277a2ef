using CrmLive.Core.Common;
using FsCheck.Xunit;

namespace CrmLive.Tests.Common;

[Trait("Feature", "P11")]
public sealed class WorkingHoursTests
{
    private static readonly OfficeTime SixDays = new(At.Warsaw.Zone, WorkingHours.Weekdays(
        new TimeOnly(9, 0), new TimeOnly(18, 0), new OpenHours(new TimeOnly(10, 0), new TimeOnly(14, 0))));

    private static readonly OfficeTime EightHours = new(At.Warsaw.Zone, WorkingHours.Weekdays(new TimeOnly(9, 0), new TimeOnly(17, 0)));

    [Fact]
    public void A_lead_of_friday_evening_waits_no_working_minute_until_saturday_opens() =>
        Assert.Equal(30, SixDays.WorkingMinutes(At.Local("2026-06-12 20:00"), At.Local("2026-06-13 10:30")));

    [Fact]
    public void Corpus_christi_is_no_working_day_though_a_thursday()
    {
        Assert.False(SixDays.IsWorkingDay(new DateOnly(2026, 6, 4)));
        Assert.Equal(At.Local("2026-06-05 09:00"), SixDays.NextOpen(At.Local("2026-06-04 12:00")));
    }

    [Fact]
    public void The_moment_of_closing_is_closed()
    {
        Assert.True(SixDays.IsOpen(At.Local("2026-06-01 09:00")));
        Assert.False(SixDays.IsOpen(At.Local("2026-06-01 18:00")));
    }

    [Fact]
    public void Twenty_four_working_hours_of_eight_a_day_from_friday_noon_end_on_wednesday_noon() =>
        Assert.Equal(At.Local("2026-06-17 12:00"), EightHours.AddWorking(At.Local("2026-06-12 12:00"), TimeSpan.FromHours(24)));

    [Fact]
    public void Hours_that_are_never_open_are_said_to_be_wrong_instead_of_searched_for_ever() =>
        Assert.Throws<InvalidOperationException>(() =>
            new OfficeTime(At.Warsaw.Zone, new WorkingHours(new Dictionary<DayOfWeek, OpenHours>())).NextOpen(At.Local("2026-06-12 12:00")));

    [Property(Arbitrary = [typeof(Moments)], MaxTest = 60)]
    public void Working_minutes_are_those_counted_one_by_one(DateTime from, ushort length)
    {
        var to = from.AddMinutes(length % (12 * 24 * 60));
        var naive = 0;
        for (var minute = from; minute < to; minute = minute.AddMinutes(1))
        {
            naive += SixDays.IsOpen(minute) ? 1 : 0;
        }

        Assert.Equal(naive, SixDays.WorkingMinutes(from, to));
    }

    [Theory]
    [InlineData("2026-11-11", true)]
    [InlineData("2026-12-31", false)]
    [InlineData("2026-12-13", true)]
    [InlineData("2026-12-20", false)]
    public void A_day_of_the_offices_own_goes_before_weekday_and_holiday(string day, bool open)
    {
        var own = new Dictionary<DateOnly, OpenHours?>
        {
            [At.Day("2026-11-11")] = new OpenHours(new TimeOnly(10, 0), new TimeOnly(12, 0)),
            [At.Day("2026-12-31")] = null,
            [At.Day("2026-12-13")] = new OpenHours(new TimeOnly(10, 0), new TimeOnly(12, 0)),
        };
        var office = new OfficeTime(At.Warsaw.Zone, ownDays: own);
        Assert.Equal(open, office.IsWorkingDay(At.Day(day)));
        Assert.Equal(open ? 120 : 0, office.WorkingMinutes(At.Local($"{day} 00:00"), At.Local($"{day} 23:59")));
        // Only a day that is closed for its own sake is a holiday: a Sunday is a weekend.
        Assert.Equal(day == "2026-12-31", office.IsHoliday(At.Day(day)));
    }

    [Property(MaxTest = 60)]
    public void Of_any_week_and_any_own_days_the_minutes_are_those_counted_one_by_one(int seed)
    {
        var dice = new Random(seed);
        var office = AnyOffice(dice, out var week, out var own);
        var from = At.Utc("2025-06-01 00:00").AddMinutes(dice.Next(3 * 365 * 24 * 60));
        var to = from.AddMinutes(dice.Next(9 * 24 * 60));
        var naive = 0;
        for (var minute = from; minute < to; minute = minute.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(minute, At.Warsaw.Zone);
            var day = DateOnly.FromDateTime(local);
            var hours = own.TryGetValue(day, out var special) ? special
                : Holidays.InPoland(day) ? null
                : week.TryGetValue(local.DayOfWeek, out var usual) ? usual : (OpenHours?)null;
            naive += hours is { } open && TimeOnly.FromDateTime(local) >= open.Opens && TimeOnly.FromDateTime(local) < open.Closes ? 1 : 0;
        }

        Assert.Equal(naive, office.WorkingMinutes(from, to));
    }

    [Property(MaxTest = 60)]
    public void A_week_written_down_is_read_as_the_same_week(int seed)
    {
        var hours = AnyOffice(new Random(seed), out var week, out _).Hours;
        var read = WorkingHours.Read(hours.ToString())!;
        Assert.All(WorkingHours.Week, day => Assert.Equal(week.TryGetValue(day, out var open) ? open : (OpenHours?)null, read.On(day)));
    }

    [Theory]
    [InlineData("Mo")]
    [InlineData("Mo 9-18")]
    [InlineData("Xx 09:00-18:00")]
    [InlineData("Mo 18:00-09:00")]
    [InlineData("Mo 09:00-18:00 Mo 09:00-18:00")]
    public void What_is_no_week_is_not_guessed_at(string text) => Assert.Null(WorkingHours.Read(text));

    // Open hours keep clear of the small hours, where a wall time may come twice or not at all.
    private static OfficeTime AnyOffice(Random dice, out Dictionary<DayOfWeek, OpenHours> week, out Dictionary<DateOnly, OpenHours?> own)
    {
        OpenHours Hours()
        {
            var opens = dice.Next(4 * 60, 22 * 60);
            return new OpenHours(TimeOnly.MinValue.AddMinutes(opens), TimeOnly.MinValue.AddMinutes(dice.Next(opens + 1, 24 * 60)));
        }

        week = WorkingHours.Week.Where(_ => dice.Next(3) > 0).ToDictionary(day => day, _ => Hours());
        own = Enumerable.Range(0, 1100).Where(_ => dice.Next(4) == 0)
            .ToDictionary(offset => At.Day("2025-05-30").AddDays(offset), _ => dice.Next(2) == 0 ? null : (OpenHours?)Hours());
        return new OfficeTime(At.Warsaw.Zone, new WorkingHours(week), ownDays: own);
    }

    [Property(Arbitrary = [typeof(Moments)])]
    public void Working_time_added_is_working_time_measured(DateTime from, byte hours)
    {
        var due = SixDays.AddWorking(from, TimeSpan.FromHours(hours % 60));
        Assert.Equal(TimeSpan.FromHours(hours % 60), SixDays.WorkingTime(from, due));
    }
}
