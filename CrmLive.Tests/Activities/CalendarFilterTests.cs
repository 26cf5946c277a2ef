using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Activities;

[Trait("Feature", "A5")]
public sealed class CalendarFilterTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Of_three_calendars_the_two_that_were_chosen_are_shown(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var ola = await desk.Office.AddUserAsync("Ola", "Mak");
        int[] people = [desk.Anna.Id, desk.Jan.Id, ola.Id];
        foreach (var person in people)
        {
            await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft() with { AssignedToId = person }, default));
        }

        var rows = await desk.Queries.CalendarAsync(desk.Me, At.Warsaw.Day(new DateOnly(2026, 11, 24)), new CalendarFilter { People = [desk.Jan.Id, ola.Id] }, default);
        Assert.Equal([desk.Jan.Id, ola.Id], rows.Select(r => r.AssignedToId).Order());
    }
}
