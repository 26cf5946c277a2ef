using CrmLive.Core.Sample;
using CrmLive.Tests.Common;
using FsCheck.Xunit;

namespace CrmLive.Tests.Sample;

[Trait("Feature", "P1")]
public sealed class DiaryTests
{
    private static Diary NineToFive() => new(
        At.Warsaw, At.Day("2026-03-23"), At.Day("2026-04-12"), 1,
        (_, day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || At.Warsaw.IsHoliday(day) ? null : (9 * 60, 17 * 60));

    [Fact]
    public void An_hour_taken_is_taken_and_the_next_wish_moves_on()
    {
        var diary = NineToFive();
        Assert.Equal(At.Local("2026-03-24 10:00"), diary.Take(1, At.Local("2026-03-24 10:00"), 60));
        Assert.Equal(At.Local("2026-03-24 11:00"), diary.Take(1, At.Local("2026-03-24 10:00"), 60));
        Assert.False(diary.IsFree(1, At.Local("2026-03-24 10:30")));
        Assert.True(diary.OnDuty(1, At.Local("2026-03-24 10:30")));
    }

    [Fact]
    public void What_does_not_fit_before_closing_goes_to_the_next_working_day()
    {
        var diary = NineToFive();
        // Easter: Saturday to Monday are free.
        Assert.Equal(At.Local("2026-04-07 09:00"), diary.Take(1, At.Local("2026-04-03 16:30"), 45));
        Assert.Equal(At.Local("2026-04-07 09:30"), diary.AfterWorking(1, At.Local("2026-04-03 16:45"), 45));
    }

    [Fact]
    public void A_diary_that_is_full_says_so()
    {
        var diary = NineToFive();
        while (diary.Take(1, At.Local("2026-03-23 09:00"), 8 * 60) is not null)
        {
        }

        Assert.Null(diary.Take(1, At.Local("2026-03-23 09:00"), 5));
    }

    [Property(MaxTest = 50)]
    public void No_two_bookings_overlap_whatever_is_wished_for(ushort[] wishes)
    {
        var diary = NineToFive();
        var taken = wishes
            .Select(w => (Length: 5 + (w % 12 * 10), From: diary.Take(1, At.Local("2026-03-23 00:00").AddMinutes(w % 20000), 5 + (w % 12 * 10))))
            .Where(b => b.From is not null).OrderBy(b => b.From).ToList();
        Assert.All(taken.Zip(taken.Skip(1)), pair => Assert.True(pair.First.From!.Value.AddMinutes(pair.First.Length) <= pair.Second.From));
    }
}
