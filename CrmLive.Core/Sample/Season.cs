using CrmLive.Core.Common;

namespace CrmLive.Core.Sample;

/// <summary>When people think of buying a flat: more in spring and autumn, on Mondays, and while the office advertises.</summary>
internal sealed class Season
{
    private static readonly double[] Months = [0.9, 1.05, 1.2, 1.1, 1.05, 0.95, 0.75, 0.8, 1.2, 1.2, 1.0, 0.65];

    // Sunday first, as DayOfWeek counts.
    private static readonly double[] Weekdays = [0.45, 1.25, 1.15, 1.1, 1.05, 0.95, 0.55];

    private static readonly double[] CallHours = [0, 0, 0, 0, 0, 0, 0, 0.2, 1, 4, 7, 8, 6, 5.5, 6.5, 7, 6, 4, 1, 0.5, 0.2, 0, 0, 0];

    private static readonly double[] TextHours = [0.7, 0.3, 0.2, 0.1, 0.1, 0.2, 0.6, 1.3, 2.5, 3.5, 4, 4, 4, 3.8, 3.6, 3.5, 3.6, 3.8, 4.2, 5, 6, 6, 4, 2];

    private readonly DateOnly _first;
    private readonly OfficeTime _time;
    private readonly double[] _upTo;

    public Season(OfficeTime time, DateOnly first, DateOnly last)
    {
        (_time, _first) = (time, first);
        _upTo = new double[last.DayNumber - first.DayNumber + 1];
        var sum = 0.0;
        for (var i = 0; i < _upTo.Length; i++)
        {
            _upTo[i] = sum += Weight(first.AddDays(i));
        }
    }

    /// <summary>A moment at which somebody writes, at whatever hour people sit down to it.</summary>
    public DateTime Text(Dice dice) => At(dice, Day(dice), TextHours);

    /// <summary>A moment at which somebody rings; on days off hardly anybody does.</summary>
    public DateTime Call(Dice dice)
    {
        var day = Day(dice);
        for (var tries = 0; (day.DayOfWeek == DayOfWeek.Sunday || _time.IsHoliday(day)) && tries < 4; tries++)
        {
            day = Day(dice);
        }

        return At(dice, day, CallHours);
    }

    private DateOnly Day(Dice dice)
    {
        var at = Array.BinarySearch(_upTo, dice.Unit() * _upTo[^1]);
        return _first.AddDays(Math.Min(at < 0 ? ~at : at, _upTo.Length - 1));
    }

    private DateTime At(Dice dice, DateOnly day, double[] hours)
    {
        var hour = dice.Pick([.. Enumerable.Range(0, 24)], h => hours[h]);
        return _time.ToUtc(day, new TimeOnly(hour, dice.Between(0, 59), dice.Between(0, 59)));
    }

    private double Weight(DateOnly day)
    {
        var weight = Months[day.Month - 1] * Weekdays[(int)day.DayOfWeek] * (_time.IsHoliday(day) ? 0.3 : 1);
        // Open days in the second half of March and of September, with posters before.
        return day.Month is 3 or 9 && day.Day is >= 12 and <= 27 ? weight * 1.45 : weight;
    }
}
