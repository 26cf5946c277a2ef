using System.Globalization;
using CrmLive.Web.Shared;

namespace CrmLive.Tests.Web;

[Trait("Feature", "A11"), Trait("Feature", "P10")]
public sealed class DayTextTests
{
    // A Monday.
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("en", "2026-11-24", "2026-11-24")]
    [InlineData("en", "24.11", "2026-11-24")]
    [InlineData("en", "24/11/26", "2026-11-24")]
    [InlineData("en", "1/12/2026", "2026-12-01")]
    [InlineData("en", "2411", "2026-11-24")]
    [InlineData("en", "24112027", "2027-11-24")]
    [InlineData("en", "24 nov", "2026-11-24")]
    [InlineData("en", "Tue 24 Nov 2026", "2026-11-24")]
    [InlineData("en", "5 january", "2027-01-05")]
    [InlineData("en", "22", "2026-12-22")]
    [InlineData("en", "31", "2026-12-31")]
    [InlineData("en", "+3", "2026-11-26")]
    [InlineData("en", "fri", "2026-11-27")]
    [InlineData("en", "mon", "2026-11-30")]
    [InlineData("pl", "24 listopada", "2026-11-24")]
    [InlineData("pl", "3 maja 2027", "2027-05-03")]
    [InlineData("pl", "pt", "2026-11-27")]
    [InlineData("ru", "24 ноября", "2026-11-24")]
    [InlineData("ru", "9 мая", "2027-05-09")]
    [InlineData("ru", "пт", "2026-11-27")]
    public void A_day_is_read_as_people_type_it(string language, string typed, string day)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), DayText.Read(typed, Today));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("31.02.2027")]
    [InlineData("12.13")]
    [InlineData("0")]
    [InlineData("2026-13-01")]
    [InlineData("99999999999999")]
    [InlineData("t")]
    public void What_is_no_day_is_none(string? typed) => Assert.Null(DayText.Read(typed, Today));

    [Theory]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("ru")]
    public void What_is_written_is_read_again(string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        foreach (var day in Enumerable.Range(0, 800).Select(Today.AddDays))
        {
            Assert.Equal(day, DayText.Read(DayText.Of(day), Today));
        }
    }

    [Theory]
    [InlineData("9", 9, 0)]
    [InlineData("930", 9, 30)]
    [InlineData("0930", 9, 30)]
    [InlineData("9:30", 9, 30)]
    [InlineData("21.05", 21, 5)]
    [InlineData("10:00:00", 10, 0)]
    [InlineData("9:30 pm", 21, 30)]
    [InlineData("12am", 0, 0)]
    public void An_hour_is_read_from_whatever_keys_are_at_hand(string typed, int hour, int minute) => Assert.Equal(new TimeOnly(hour, minute), HourText.Read(typed));

    [Theory]
    [InlineData("24:00")]
    [InlineData("9:75")]
    [InlineData("13pm")]
    [InlineData("noon")]
    [InlineData("")]
    public void What_is_no_hour_is_none(string typed) => Assert.Null(HourText.Read(typed));
}
