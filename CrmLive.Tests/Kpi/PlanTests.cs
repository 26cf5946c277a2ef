using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Kpi;

[Trait("Feature", "K6")]
public sealed class PlanTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_grid_is_saved_as_one_and_a_colleagues_cell_stops_all_of_it(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var numbers = new PlanNumbers(4, 30, 12, 0);
        Assert.True((await SaveAsync(floor, Cell(floor.Anna.Id, 0, 0, numbers), Cell(floor.Jan.Id, 0, 0, numbers))).Ok);
        Assert.True((await SaveAsync(floor, Cell(floor.Anna.Id, 0, 1, numbers with { Meetings = 5 }))).Ok);

        var late = await SaveAsync(floor, Cell(floor.Jan.Id, 0, 1, numbers with { Calls = 99 }), Cell(floor.Anna.Id, 0, 1, numbers with { Meetings = 6 }));
        Assert.Equal((SavedOutcome.Conflict, "Manager"), (late.Outcome, late.By));
        Assert.Equal([(30, 1), (5, 2)], (await GridAsync(floor)).Select(l => (l.Name == "Jan Kot" ? l.Weeks[0].Own!.Calls : l.Weeks[0].Own!.Meetings, l.Weeks[0].Version)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_makes_no_sense_is_refused(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var numbers = new PlanNumbers(1, 1, 1, 0);
        Assert.Equal(SavedOutcome.Invalid, (await SaveAsync(floor)).Outcome);
        Assert.Equal(SavedOutcome.Invalid, (await SaveAsync(floor, Cell(floor.Anna.Id, 0, 0, numbers with { Meetings = -1 }))).Outcome);
        Assert.Equal(SavedOutcome.Invalid, (await SaveAsync(floor, Cell(floor.Anna.Id, 1, 0, numbers) with { Week = SalesFloor.Monday.AddDays(1) })).Outcome);
        Assert.Equal(SavedOutcome.Invalid, (await SaveAsync(floor, Cell(floor.Anna.Id, 0, 0, numbers), Cell(floor.Anna.Id, 0, 0, numbers))).Outcome);
        var own = People.Of(BuiltInRoles.Manager, Scope.Own, floor.Anna.Id);
        Assert.Equal(SavedOutcome.Invalid, (await floor.Plans.SaveAsync(own, [Cell(floor.Jan.Id, 0, 0, numbers)], default)).Outcome);
        Assert.Equal([floor.Anna.Id], (await floor.PlanQueries.GridAsync(own, SalesFloor.Monday, 1, default)).Select(l => l.UserId));
        Assert.All(await GridAsync(floor), line => Assert.Null(line.Weeks[0].Own));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_week_is_copied_forward_where_nothing_stands_yet_and_a_role_has_its_default(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var role = await floor.AdvisorRoleAsync();
        Assert.True((await floor.Plans.SaveRoleAsync(floor.Manager, role, SalesFloor.Monday.AddDays(7), new(2, 2, 2, 0), default)).Ok);
        Assert.True((await SaveAsync(floor, Cell(floor.Anna.Id, 0, 0, new(4, 30, 12, 0)), Cell(floor.Anna.Id, 1, 0, new(1, 1, 1, 0)))).Ok);
        Assert.True((await floor.Plans.CopyForwardAsync(floor.Manager, SalesFloor.Monday, 3, default)).Ok);

        var grid = await floor.PlanQueries.GridAsync(floor.Manager, SalesFloor.Monday, 4, default);
        Assert.Equal([4, 1, 4, 4], grid.Single(l => l.UserId == floor.Anna.Id).Weeks.Select(w => w.Own!.Meetings));
        Assert.Equal([null, 2, 2, 2], grid.Single(l => l.UserId == floor.Jan.Id).Weeks.Select(w => w.OfRole?.Meetings));
        Assert.Equal(6, (await floor.RowAsync(floor.Jan, CrmLive.Tests.Common.At.Warsaw.Week(SalesFloor.Monday.AddDays(7)))).Plan.Total);
        Assert.Equal(SavedOutcome.Gone, (await floor.Plans.CopyForwardAsync(floor.Manager, SalesFloor.Monday, 3, default)).Outcome);
    }

    private static PlanCell Cell(int user, int week, int version, PlanNumbers numbers) => new(user, SalesFloor.Monday.AddDays(7 * week), version, numbers);

    private static Task<Saved> SaveAsync(SalesFloor floor, params PlanCell[] cells) => floor.Plans.SaveAsync(floor.Manager, cells, default);

    private static Task<IReadOnlyList<PlanLine>> GridAsync(SalesFloor floor) => floor.PlanQueries.GridAsync(floor.Manager, SalesFloor.Monday, 1, default);
}
