namespace CrmLive.Core.Common;

/// <summary>The statutory days off of the countries we know them of; elsewhere the office enters its own.</summary>
public static class Holidays
{
    /// <summary>By the office's country; a country we know no holidays of has none here.</summary>
    public static Func<DateOnly, bool> Of(string country) => IsKnown(country) ? InPoland : _ => false;

    public static bool IsKnown(string country) => country == "PL";

    /// <summary>The holidays of a year in their order, with the key of their name.</summary>
    public static IEnumerable<(DateOnly Day, string Key)> Of(string country, int year)
    {
        var first = new DateOnly(year, 1, 1);
        return IsKnown(country)
            ? from offset in Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber)
              let key = NameInPoland(first.AddDays(offset))
              where key is not null
              select (first.AddDays(offset), key)
            : [];
    }

    public static bool InPoland(DateOnly day) => NameInPoland(day) is not null;

    private static string? NameInPoland(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) => "new-year",
        (1, 6) when day.Year >= 2011 => "epiphany",
        (5, 1) => "labour-day",
        (5, 3) => "constitution",
        (8, 15) => "assumption",
        (11, 1) => "all-saints",
        (11, 11) => "independence",
        (12, 24) when day.Year >= 2025 => "christmas-eve",
        (12, 25) => "christmas",
        (12, 26) => "second-christmas",
        _ => (day.DayNumber - Easter(day.Year).DayNumber) switch
        {
            0 => "easter",
            1 => "easter-monday",
            49 => "pentecost",
            60 => "corpus-christi",
            _ => null,
        },
    };

    /// <summary>Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher (any year, no tables).</summary>
    public static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
