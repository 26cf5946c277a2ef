using CrmLive.Core.Common;

namespace CrmLive.Core.Sample;

/// <summary>
/// Who works when, and what of it is taken, in steps of five minutes: nobody of the sample office is in two places at once, works on a
/// holiday or rings a client at night. A day is one number of 128 bits, from eight o'clock on.
/// </summary>
internal sealed class Diary
{
    public const int StepMinutes = 5;
    private const int Steps = 128;
    private static readonly TimeOnly Opens = new(8, 0);

    private readonly DateOnly _first;
    private readonly DateTime[] _starts;
    private readonly UInt128[][] _shift;
    private readonly UInt128[][] _free;

    /// <param name="shift">Working time of an employee on a day, minutes since local midnight; null on days off.</param>
    public Diary(OfficeTime time, DateOnly first, DateOnly last, int employees, Func<int, DateOnly, (int From, int To)?> shift)
    {
        _first = first;
        var days = last.DayNumber - first.DayNumber + 1;
        _starts = [.. Enumerable.Range(0, days).Select(day => time.ToUtc(first.AddDays(day), Opens))];
        _shift = [.. Enumerable.Range(1, employees).Select(id =>
            Enumerable.Range(0, days).Select(day => Bits(shift(id, first.AddDays(day)))).ToArray())];
        _free = [.. _shift.Select(employee => employee.ToArray())];
    }

    public bool OnDuty(int employee, DateTime utc)
    {
        var (day, step) = Place(utc);
        return step is >= 0 and < Steps && (_shift[employee - 1][day] >> step & 1) == 1;
    }

    /// <summary>On duty and not booked; what reception looks at before handing a call over.</summary>
    public bool IsFree(int employee, DateTime utc)
    {
        var (day, step) = Place(utc);
        return step is >= 0 and < Steps && (_free[employee - 1][day] >> step & 1) == 1;
    }

    /// <summary>The first time at or after a moment when the employee has so many minutes to spare; books it.</summary>
    /// <returns>Null when the diary ends before.</returns>
    public DateTime? Take(int employee, DateTime earliest, int minutes, int alignMinutes = StepMinutes)
    {
        var (day, step) = Place(earliest.AddMinutes(StepMinutes).AddTicks(-1));
        var length = (minutes + StepMinutes - 1) / StepMinutes;
        for (; day < _starts.Length; day++, step = 0)
        {
            if (step >= Steps || FirstRun(_free[employee - 1][day], Math.Max(step, 0), length, alignMinutes / StepMinutes) is not { } at)
            {
                continue;
            }

            _free[employee - 1][day] &= ~(Run(length) << at);
            return _starts[day].AddMinutes(at * StepMinutes);
        }

        return null;
    }

    /// <summary>The moment so many minutes of the employee's working time later.</summary>
    public DateTime AfterWorking(int employee, DateTime from, double minutes)
    {
        var (day, step) = Place(from);
        var left = (int)(minutes / StepMinutes);
        for (; day < _starts.Length; day++, step = 0)
        {
            for (var at = Math.Max(step, 0); at < Steps; at++)
            {
                if ((_shift[employee - 1][day] >> at & 1) == 1 && left-- <= 0)
                {
                    var moment = _starts[day].AddMinutes(at * StepMinutes);
                    return moment > from ? moment : from;
                }
            }
        }

        return _starts[^1].AddDays(1);
    }

    private (int Day, int Step) Place(DateTime utc)
    {
        // Days of 23 and 25 hours shift the guess by at most one.
        var day = Math.Clamp((int)(utc - _starts[0]).TotalDays, 0, _starts.Length - 1);
        if (day + 1 < _starts.Length && utc >= _starts[day + 1])
        {
            day++;
        }
        else if (day > 0 && utc < _starts[day])
        {
            day--;
        }

        return (day, (int)Math.Floor((utc - _starts[day]).TotalMinutes / StepMinutes));
    }

    private static int? FirstRun(UInt128 free, int from, int length, int align)
    {
        var run = free;
        for (var i = 1; i < length && run != 0; i++)
        {
            run &= free >> i;
        }

        for (var at = (from + align - 1) / align * align; at < Steps && run >> at != 0; at += align)
        {
            if ((run >> at & 1) == 1)
            {
                return at;
            }
        }

        return null;
    }

    private static UInt128 Bits((int From, int To)? shift)
    {
        if (shift is not { } hours)
        {
            return 0;
        }

        var opens = (Opens.Hour * 60) + Opens.Minute;
        return Run((hours.To - hours.From) / StepMinutes) << ((hours.From - opens) / StepMinutes);
    }

    private static UInt128 Run(int steps) => steps >= Steps ? UInt128.MaxValue : (UInt128.One << steps) - 1;
}
