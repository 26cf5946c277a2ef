using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Activities;
using CrmLive.Web.Calendar;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web.Calendar;

/// <summary>What the days of the calendar are besides: holidays and own days by their names, absences, the office's hours.</summary>
[Trait("Feature", "A4")]
public sealed class CalendarDaysTests
{
    [Theory]
    [InlineData("en", "Independence Day, closed", "Moving house, closed", "Open Saturday, open 10:00–13:00", "Absent")]
    [InlineData("pl", "Święto Niepodległości, zamknięte", "Moving house, zamknięte", "Open Saturday, otwarte 10:00–13:00", "Nieobecność")]
    [InlineData("ru", "День независимости, закрыто", "Moving house, закрыто", "Open Saturday, открыто 10:00–13:00", "Отсутствует")]
    public async Task Each_day_off_has_its_name_and_each_day_the_hours_it_really_has(string language, string holiday, string own, string open, string absent)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var saturday = new OfficeDay { Day = new DateOnly(2026, 11, 14), Name = "Open Saturday", Opens = new TimeOnly(10, 0), Closes = new TimeOnly(13, 0) };
        var moving = new OfficeDay { Day = new DateOnly(2026, 11, 12), Name = "Moving house" };
        await desk.ChangeAsync(db =>
        {
            db.AddRange(saturday, moving, new Absence { UserId = desk.Anna.Id, From = new DateOnly(2026, 11, 10), To = new DateOnly(2026, 11, 10) });
            return Task.CompletedTask;
        });
        desk.Office.Office.Time = new OfficeTime(desk.Office.Office.Time.Zone, ownDays: new Dictionary<DateOnly, OpenHours?> { [saturday.Day] = saturday.Hours, [moving.Day] = null });
        using var screen = new DeskScreen(desk, language: language);
        var calendar = ActivatorUtilities.CreateInstance<CalendarDesk>(screen.Services);

        var told = await calendar.TellAsync([], calendar.RangeOf("2026-11-09T00:00", "2026-11-16T00:00"), false, default);

        Assert.Equal(
            [("absence", "2026-11-10", absent), ("holiday", "2026-11-11", holiday), ("holiday", "2026-11-12", own), ("hours", "2026-11-14", open)],
            told.Marks.Select(mark => ((string)mark[0], (string)mark[2], (string)mark[4])));
        Assert.Equal(
            ["2026-11-09 09:00-18:00", "2026-11-10 09:00-18:00", "2026-11-11 -", "2026-11-12 -", "2026-11-13 09:00-18:00", "2026-11-14 10:00-13:00", "2026-11-15 -"],
            told.Hours.Select(day => $"{day[0]} {day[1]}-{day[2]}"));
    }
}
