using CrmLive.Core.Activities;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Activities;

/// <summary>In Warsaw the clocks jump from two to three on the 28th of March 2027, and go from three back to two on the 31st of October.</summary>
[Trait("Feature", "A11")]
public sealed class ClockChangeTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_time_that_the_clocks_skip_is_refused_with_its_reason(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var skipped = new Problem("Start", ActivityProblem.TimeSkipped);
        var row = await desk.PlannedAsync();

        Assert.Equal(skipped, Assert.Single((await desk.Commands.PlanAsync(desk.Me, desk.Draft(start: InMarch(2, 30)), default)).Problems));
        Assert.Equal(skipped, Assert.Single((await desk.Commands.PlanAsync(desk.Me, desk.Draft(start: InMarch(1, 30)) with { End = InMarch(2, 30) }, default)).Problems));
        Assert.Equal(skipped, Assert.Single((await desk.Commands.MoveAsync(desk.Me, row.Id, row.Version, InMarch(2, 30), null, default)).Problems));
        var across = await desk.RowAsync(await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft(start: InMarch(1, 30)) with { End = InMarch(3, 30) }, default)));
        Assert.Equal(TimeSpan.FromHours(1), across.EndsAt - across.StartsAt);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_time_that_comes_twice_means_the_first_and_the_second_survives_an_edit(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var first = await desk.PlannedAsync(start: InOctober(2, 30));
        Assert.Equal(At.Utc("2027-10-31 00:30"), first.StartsAt);
        var clash = await new ClashFinder(desk.Office.Crm).ClashesAsync(desk.Me, new WantedTime { Start = InOctober(2, 30), AssignedToId = desk.Jan.Id }, default);
        Assert.Contains(clash, c => c.Kind == ClashKind.Twice);

        var second = await desk.PlannedAsync(start: At.Utc("2027-10-31 01:30"));
        Assert.Equal("2027-10-31T02:30", second.LocalStart);
        var face = (await desk.Queries.OneAsync(desk.Me, second.Id, default))!;
        await Desk.DoneAsync(desk.Commands.EditAsync(desk.Me, second.Id, second.Version, face.Draft with { Note = "at night" }, null, default));
        var kept = await desk.RowAsync(second.Id);
        Assert.Equal((second.StartsAt, second.EndsAt, "at night"), (kept.StartsAt, kept.EndsAt, kept.Note));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_viewing_dragged_over_a_change_of_the_clocks_stays_at_ten(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var row = await desk.PlannedAsync(ActivityType.Meeting, new DateTime(2027, 3, 26, 10, 0, 0, DateTimeKind.Unspecified));
        Assert.Equal(At.Utc("2027-03-26 09:00"), row.StartsAt);

        await Desk.DoneAsync(desk.Commands.MoveAsync(desk.Me, row.Id, row.Version, new DateTime(2027, 3, 29, 10, 0, 0, DateTimeKind.Unspecified), null, default));

        var moved = await desk.RowAsync(row.Id);
        Assert.Equal((At.Utc("2027-03-29 08:00"), At.Utc("2027-03-29 09:00"), "2027-03-29T10:00"), (moved.StartsAt, moved.EndsAt, moved.LocalStart));
    }

    private static DateTime InMarch(int hour, int minute) => new(2027, 3, 28, hour, minute, 0, DateTimeKind.Unspecified);

    private static DateTime InOctober(int hour, int minute) => new(2027, 10, 31, hour, minute, 0, DateTimeKind.Unspecified);
}
