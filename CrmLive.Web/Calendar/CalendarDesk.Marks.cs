using CrmLive.Core.Common;
using CrmLive.Core.Office;

namespace CrmLive.Web.Calendar;

public sealed partial class CalendarDesk
{
    /// <summary>The rows of a stretch, and what its days are besides: absences, holidays by their names, the office's hours.</summary>
    public async Task<CalendarTold> TellAsync(IReadOnlyList<Core.Activities.CalendarRow> rows, UtcRange range, bool asTeam, CancellationToken ct)
    {
        var spell = Spell();
        var (first, last) = (Time.DayOf(range.FromUtc), Time.DayOf(range.ToUtc.AddTicks(-1)));
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays);
        return new CalendarTold([.. rows.Select(spell.Of)], await MarksAsync(first, last, asTeam, ct), [.. days.Select(spell.HoursOf)]);
    }

    private async Task<IReadOnlyList<object[]>> MarksAsync(DateOnly first, DateOnly last, bool asTeam, CancellationToken ct)
    {
        var people = Choice.ToFilter(me.Actor, asTeam).People is { Count: > 0 } chosen ? chosen : OfBranch?.Select(person => person.Id).ToList() ?? [];
        var (away, unusual) = await Task.Run(
            async () => (await absences.AwayAsync(me.Actor, first, last, people.Count == 0 && OfBranch is null ? null : people, ct), await crm.UnusualDaysAsync(first, last, ct)), ct);
        return
        [
            .. away.Select(one => CalendarRows.Of(one, IsOne || asTeam ? text["Away"] : text["AwayWho", one.Name])),
            .. unusual.Select(day => CalendarRows.Of(day, NameOf(day))),
        ];
    }

    private string NameOf(UnusualDay day)
    {
        var name = day.HolidayKey is { } key ? shared[$"Holiday.{key}"].Value : day.Name ?? "";
        return day.Hours is { } open ? text["OpenOwn", name, $"{CalendarRows.Clock(open.Opens)}–{CalendarRows.Clock(open.Closes)}"] : text["Closed", name];
    }
}
