using CrmLive.Core.Common;

namespace CrmLive.Tests.Common;

[Trait("Feature", "P11")]
public sealed class HolidaysTests
{
    [Theory]
    [InlineData(2026, "2026-04-05", "2026-05-24", "2026-06-04")]
    [InlineData(2027, "2027-03-28", "2027-05-16", "2027-05-27")]
    [InlineData(2028, "2028-04-16", "2028-06-04", "2028-06-15")]
    public void Easter_pentecost_and_corpus_christi_move_together(int year, string easter, string pentecost, string corpusChristi)
    {
        Assert.Equal(At.Day(easter), Holidays.Easter(year));
        Assert.All([easter, pentecost, corpusChristi], day => Assert.True(Holidays.InPoland(At.Day(day))));
        Assert.True(Holidays.InPoland(Holidays.Easter(year).AddDays(1)));
    }

    [Fact]
    public void Christmas_eve_is_a_day_off_since_2025()
    {
        Assert.False(Holidays.InPoland(new DateOnly(2024, 12, 24)));
        Assert.True(Holidays.InPoland(new DateOnly(2025, 12, 24)));
    }

    [Fact]
    public void There_are_fourteen_in_a_year()
    {
        var days = Enumerable.Range(0, 365).Select(new DateOnly(2026, 1, 1).AddDays);
        Assert.Equal(14, days.Count(Holidays.InPoland));
    }
}
