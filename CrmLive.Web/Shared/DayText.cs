using System.Globalization;
using System.Text.RegularExpressions;

namespace CrmLive.Web.Shared;

/// <summary>
/// A day in the words of its reader's language: "Tue 24 Nov 2026". A browser's own field follows the language of the browser, and 11/12
/// is then one day to it and another one to whoever reads it.
/// </summary>
public static partial class DayText
{
    private const int ShortestMonth = 3;

    public static string Of(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>As it is spelled here, and whatever else people type: "24.11", "24/11/26", "2411", "24 listopada", "fri", "+3", "2026-11-24". The day comes first, as everywhere in Europe.</summary>
    /// <returns>Null for what is no day.</returns>
    public static DateOnly? Read(string? typed, DateOnly today)
    {
        var text = (typed ?? "").Trim().ToLower(CultureInfo.CurrentCulture);
        if (Ahead().Match(text) is { Success: true } ahead)
        {
            return today.AddDays(int.Parse(text, CultureInfo.InvariantCulture));
        }

        var numbers = Digits().Matches(text).Select(match => match.Value).ToList();
        var words = Letters().Matches(text).Select(match => match.Value).ToList();
        if (numbers.Count == 0)
        {
            return words is [var weekday] ? NextWeekday(weekday, today) : null;
        }

        if (numbers is [{ Length: 4 or 6 or 8 } run] && words.Count == 0)
        {
            numbers = [run[..2], run[2..4], .. run.Length > 4 ? (string[])[run[4..]] : []];
        }

        var month = words.Select(Month).FirstOrDefault(m => m is not null);
        return numbers[0].Length == 4
            ? month is null && numbers.Count == 3 ? Day(numbers[2], Number(numbers[1]), numbers[0], today) : null
            : Day(numbers[0], month ?? Number(numbers.ElementAtOrDefault(1)), numbers.ElementAtOrDefault(month is null ? 2 : 1), today);
    }

    private static DateOnly? Day(string day, int? month, string? year, DateOnly today)
    {
        DateOnly? In(int y, int m) => Number(day) is { } d && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;

        if (month is not { } of)
        {
            // The next one there is: "24" typed on the 28th is the 24th of the month to come.
            return Enumerable.Range(0, 3).Select(today.AddMonths).Select(m => In(m.Year, m.Month)).FirstOrDefault(one => one >= today);
        }

        if (Number(year) is { } said)
        {
            return said is < 100 or (>= 1900 and < 2200) ? In(said < 100 ? 2000 + said : said, of) : null;
        }

        // In December "5.01" is next month, and in January "28.12" was last week.
        return Enumerable.Range(today.Year - 1, 3).Select(y => In(y, of)).Where(one => one is not null)
            .MinBy(one => Math.Abs(one!.Value.DayNumber - today.DayNumber));
    }

    private static int? Number(string? digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Month(string word)
    {
        var format = CultureInfo.CurrentCulture.DateTimeFormat;
        for (var month = 1; word.Length >= ShortestMonth && month <= 12; month++)
        {
            string[] names = [format.MonthNames[month - 1], format.MonthGenitiveNames[month - 1], format.AbbreviatedMonthNames[month - 1], format.AbbreviatedMonthGenitiveNames[month - 1]];
            if (names.Any(name => name.StartsWith(word, StringComparison.CurrentCultureIgnoreCase)))
            {
                return month;
            }
        }

        return null;
    }

    private static DateOnly? NextWeekday(string word, DateOnly today)
    {
        var format = CultureInfo.CurrentCulture.DateTimeFormat;
        var wanted = Enumerable.Range(1, 7).Select(today.AddDays).Where(day =>
            new[] { format.GetDayName(day.DayOfWeek), format.GetAbbreviatedDayName(day.DayOfWeek) }.Any(name => word.Length > 1 && name.StartsWith(word, StringComparison.CurrentCultureIgnoreCase))).ToList();
        return wanted is [var only] ? only : null;
    }

    [GeneratedRegex(@"^[+-]\d{1,3}$")]
    private static partial Regex Ahead();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Letters();
}
