using System.Globalization;
using CrmLive.Core.Common;

namespace CrmLive.Core.Sample;

/// <summary>The rota: two overlapping shifts that change places every week, Saturdays in turn, leave mostly in summer.</summary>
internal sealed class Shifts
{
    private readonly Dictionary<int, List<(DateOnly From, DateOnly To, bool Sick)>> _leave = [];
    private readonly OfficeTime _time;

    public Shifts(int seed, OfficeTime time, DateOnly first, DateOnly last)
    {
        _time = time;
        foreach (var employee in Cast.OfWarsaw.Everyone)
        {
            _leave[employee.Id] = [.. Leave(Dice.For(seed, "leave", employee.Id), first, last)];
        }
    }

    public IEnumerable<(DateOnly From, DateOnly To, bool Sick)> LeaveOf(int employee) => _leave[employee];

    public (int From, int To)? On(int employee, DateOnly day)
    {
        if (day.DayOfWeek == DayOfWeek.Sunday || _time.IsHoliday(day) || _leave[employee].Any(leave => day >= leave.From && day <= leave.To))
        {
            return null;
        }

        var turn = employee + ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue));
        var post = Cast.OfWarsaw.Everyone[employee - 1].Post;
        if (day.DayOfWeek == DayOfWeek.Saturday)
        {
            return post is Post.Advisor or Post.Receptionist && turn % 3 == 0 ? (10 * 60, 14 * 60) : null;
        }

        return post is Post.Advisor or Post.Receptionist
            ? turn % 2 == 0 ? (9 * 60, 17 * 60) : (10 * 60, 18 * 60)
            : (9 * 60, 17 * 60);
    }

    private static IEnumerable<(DateOnly From, DateOnly To, bool Sick)> Leave(Dice dice, DateOnly first, DateOnly last)
    {
        for (var year = first.Year; year <= last.Year; year++)
        {
            var summer = new DateOnly(year, dice.Between(6, 8), dice.Between(1, 20));
            yield return (summer, summer.AddDays(dice.Between(9, 15)), false);
            var other = new DateOnly(year, dice.Pick([2, 3, 5, 10, 11]), dice.Between(1, 22));
            yield return (other, other.AddDays(4), false);
            var ill = new DateOnly(year, 1, 1).AddDays(dice.Between(5, 355));
            yield return (ill, ill.AddDays(dice.Between(0, 4)), true);
        }
    }
}
