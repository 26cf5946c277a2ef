using Bunit;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using CrmLive.Tests.Activities;
using CrmLive.Web.Activities;

namespace CrmLive.Tests.Web.Calendar;

/// <summary>What is entered wrong is said beside its field, kept, and saves nothing.</summary>
public sealed class WrongEntryTests
{
    [Theory, Trait("Feature", "A11")]
    [InlineData("2026-11-25", "12:00", "11:00", "It ends before it begins.")]
    [InlineData("2026-11-20", "12:00", "13:00", "This time has passed.")]
    [InlineData("2027-03-28", "02:30", "03:30", "The clocks jump over this time that night.")]
    [InlineData("yesterweek", "12:00", "13:00", "No day we know.")]
    [InlineData("", "12:00", "13:00", "Say when: date and hour.")]
    [InlineData("2026-11-25", "25:70", "13:00", "No hour we know.")]
    public async Task Nothing_is_planned_and_what_was_typed_stands_beside_what_is_wrong_with_it(string day, string from, string to, string said)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var page = await PlanAsync(desk, screen);
        await page.InvokeAsync(() => page.Find("#a-Note").Change("wants a garage"));
        await page.InvokeAsync(() => page.Find("#a-Day").Change(day));
        await page.InvokeAsync(() => page.Find("#a-From").Change(from));
        await page.InvokeAsync(() => page.Find("#a-To").Change(to));
        await page.InvokeAsync(() => page.Find("form").Submit());

        await screen.ReadsAsync(page, said);
        await screen.ReadsAsync(page, "Not saved yet: look at the marked fields.");
        Assert.NotEmpty(page.FindAll("[aria-invalid=true]"));
        var entry = page.FindComponent<ActivityForm>().Instance.Entry;
        Assert.Equal(("wants a garage", to), (entry.Note, page.Find("#a-To").GetAttribute("value")));
        if (said.StartsWith("No ", StringComparison.Ordinal))
        {
            // What could not be read is there to be put right.
            Assert.Contains(page.FindAll(".input"), field => field.GetAttribute("value") == (said.Contains("day", StringComparison.Ordinal) ? day : from));
        }

        Assert.Equal(0, await CountAsync(desk));
    }

    [Fact, Trait("Feature", "A6"), Trait("Feature", "A11")]
    public async Task A_plan_into_an_absence_or_an_hour_that_comes_twice_is_warned_of_and_can_be_made()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await desk.ChangeAsync(db =>
        {
            db.Add(new Absence { UserId = desk.Anna.Id, From = new DateOnly(2026, 11, 25), To = new DateOnly(2026, 11, 27) });
            return Task.CompletedTask;
        });
        using var screen = new DeskScreen(desk);
        var page = await PlanAsync(desk, screen);
        await page.InvokeAsync(() => page.Find("#a-Day").Change("26.11"));
        await screen.ReadsAsync(page, "Anna Lis is absent until 27 Nov");
        await page.InvokeAsync(() => page.Find("#a-Day").Change("2027-10-31"));
        await page.InvokeAsync(() => page.Find("#a-From").Change("230"));
        await screen.ReadsAsync(page, "This hour comes twice that night");

        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        // The first of the two, in summer time.
        Assert.Equal(new DateTime(2027, 10, 31, 0, 30, 0, DateTimeKind.Utc), (await desk.RowAsync(1)).StartsAt);
    }

    [Fact, Trait("Feature", "A14")]
    public async Task With_a_next_step_each_wrong_time_is_said_at_its_own_field()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Edit(planned.Id));
        await screen.SeesAsync(page, "#a-status-Held");
        await page.InvokeAsync(() => page.Find("#a-status-Held").Change("Held"));
        await screen.SeesAsync(page, "#n-Day");
        await page.InvokeAsync(() => page.Find("#a-To").Change("11:00"));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.SeesAsync(() => page.Find("#a-To").GetAttribute("aria-invalid") == "true", "the activity's own end");
        Assert.Null(page.Find("#n-To").GetAttribute("aria-invalid"));

        await page.InvokeAsync(() => page.Find("#a-To").Change("12:15"));
        await page.InvokeAsync(() => page.Find("#n-Day").Change("2026-11-02"));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.SeesAsync(() => page.Find("#n-Day").GetAttribute("aria-invalid") == "true", "the next one's day");
        Assert.Null(page.Find("#a-Day").GetAttribute("aria-invalid"));
        Assert.Equal(ActivityStatus.Planned, (await desk.RowAsync(planned.Id)).Status);
    }

    private static async Task<IRenderedComponent<ActivityDialogs>> PlanAsync(Desk desk, DeskScreen screen)
    {
        var page = screen.Open(ActivityAddress.Plan(desk.ClientId));
        await screen.SeesAsync(page, "#a-Note");
        return page;
    }

    private static async Task<int> CountAsync(Desk desk) => (await desk.Queries.LatestAsync(desk.Me, desk.ClientId, 10, default)).Count;
}
