using Bunit;
using CrmLive.Core.Data;
using CrmLive.Tests.Activities;
using CrmLive.Web.Activities;
using CrmLive.Web.Calendar;
using CalendarView = CrmLive.Web.Calendar.Calendar;

namespace CrmLive.Tests.Web.Calendar;

[Trait("Feature", "A8")]
public sealed class CalendarButtonsTests
{
    [Fact]
    public async Task Register_and_plan_stand_at_the_upper_right_and_ask_for_what_they_say()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var page = screen.Render<CalendarPage>();
        await screen.SeesAsync(page, ".page-head a");
        Assert.Equal(ActivityAddress.Register(), ActivityAddress.Read(page.Find(".page-head a[data-key=r]").GetAttribute("href")!));
        Assert.Equal(ActivityAddress.Plan(), ActivityAddress.Read(page.Find(".page-head a[data-key=n]").GetAttribute("href")!));
    }

    [Fact, Trait("Feature", "A6")]
    public async Task Empty_time_that_is_clicked_or_dragged_over_is_planned_there_and_for_whose_column_it_is()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var page = screen.Render<CalendarPage>();
        await screen.SeesAsync(() => page.FindComponents<CalendarView>().Count == 1, "the calendar stands");
        var calendar = page.FindComponent<CalendarView>();

        await calendar.InvokeAsync(() => calendar.Instance.EmptyAsync(new Held(0, 0, "2026-11-26T14:00", "2026-11-26T15:30", desk.Jan.Id), false));
        Assert.Equal(
            ActivityAddress.Plan() with { From = Desk.Wall(14, day: 26), To = Desk.Wall(15, 30, day: 26), Person = desk.Jan.Id },
            ActivityAddress.Read(screen.Navigation.Uri));

        await calendar.InvokeAsync(() => calendar.Instance.EmptyAsync(new Held(0, 0, "2026-11-27T00:00", "2026-11-28T00:00", 0), true));
        Assert.Equal(ActivityAddress.Plan() with { From = Desk.Wall(0, day: 27), WholeDay = true }, ActivityAddress.Read(screen.Navigation.Uri));
    }
}
