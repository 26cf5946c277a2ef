namespace CrmLive.Core.Common;

/// <summary>The statutory days off in Poland, fixed and movable.</summary>
public static class Holidays
{
    public static bool InPoland(DateOnly day)
    {
        var fixedDay = (day.Month, day.Day) switch
        {
            (1, 1) or (5, 1) or (5, 3) or (8, 15) or (11, 1) or (11, 11) or (12, 25) or (12, 26) => true,
            (1, 6) => day.Year >= 2011,
            (12, 24) => day.Year >= 2025,
            _ => false,
        };
        // Easter Sunday and Monday, Pentecost, Corpus Christi.
        return fixedDay || (day.DayNumber - Easter(day.Year).DayNumber) is 0 or 1 or 49 or 60;
    }

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
