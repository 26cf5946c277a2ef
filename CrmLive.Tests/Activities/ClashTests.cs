using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;

namespace CrmLive.Tests.Activities;

[Trait("Feature", "A6")]
public sealed class ClashTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Advisor_client_and_place_clash_and_ends_that_touch_do_not(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var office = await desk.WordAsync(DictionaryKind.Place, "sales-office");
        var online = await desk.WordAsync(DictionaryKind.Place, "online");
        var row = await Desk.DoneAsync(desk.Commands.PlanAsync(desk.Me, desk.Draft(ActivityType.Meeting) with { End = Desk.Wall(13), PlaceId = office }, default));
        var other = (await desk.Office.AddClientAsync("Olga", "Sowa")).Id;
        var wanted = new WantedTime { Start = Desk.Wall(12, 30), End = Desk.Wall(13, 30), AssignedToId = desk.Jan.Id, ClientId = other };
        async Task<ClashKind[]> KindsAsync(WantedTime time) => [.. (await ClashesAsync(desk, time)).Select(c => c.Kind)];

        Assert.Empty(await KindsAsync(wanted));
        Assert.Equal([ClashKind.Advisor], await KindsAsync(wanted with { AssignedToId = desk.Anna.Id }));
        Assert.Equal([ClashKind.Client], await KindsAsync(wanted with { ClientId = desk.ClientId }));
        Assert.Equal([ClashKind.Place], await KindsAsync(wanted with { PlaceId = office }));
        Assert.Empty(await KindsAsync(wanted with { PlaceId = online }));
        Assert.Empty(await KindsAsync(wanted with { AssignedToId = desk.Anna.Id, Start = Desk.Wall(13), End = Desk.Wall(14) }));
        Assert.Empty(await KindsAsync(wanted with { AssignedToId = desk.Anna.Id, Start = Desk.Wall(11), End = Desk.Wall(12) }));
        Assert.Empty(await KindsAsync(wanted with { AssignedToId = desk.Anna.Id, ExceptId = row }));
        Assert.Empty(await KindsAsync(wanted with { AssignedToId = desk.Anna.Id, Type = ActivityType.Task }));
        var clash = Assert.Single(await ClashesAsync(desk, wanted with { AssignedToId = desk.Anna.Id }));
        Assert.Equal((row, "Ewa Wilk", "Anna Lis"), (clash.ActivityId, clash.Client, clash.Person));
        await Desk.DoneAsync(desk.SetAsync(await desk.RowAsync(row), ActivityStatus.Cancelled));
        Assert.Empty(await KindsAsync(wanted with { AssignedToId = desk.Anna.Id }));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_clash_with_what_the_actor_may_not_see_names_no_client(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PlannedAsync(ActivityType.Meeting);
        var stranger = Desk.As(desk.Jan, Scope.Own);

        var clash = Assert.Single(await new ClashFinder(desk.Office.Crm).ClashesAsync(stranger, new WantedTime { Start = Desk.Wall(12), AssignedToId = desk.Anna.Id }, default));

        Assert.Equal((ClashKind.Advisor, null, null), (clash.Kind, clash.ActivityId, clash.Client));
        await Assert.ThrowsAsync<AccessRefused>(() => new ClashFinder(desk.Office.Crm).ClashesAsync(
            People.Without(ActivityPermissions.View), new WantedTime { Start = Desk.Wall(12), AssignedToId = desk.Anna.Id }, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Absence_holiday_and_closing_time_are_warned_of(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.ChangeAsync(db =>
        {
            db.Add(new Absence { UserId = desk.Anna.Id, From = new DateOnly(2026, 11, 25), To = new DateOnly(2026, 11, 27) });
            return Task.CompletedTask;
        });
        async Task<Clash> OneAsync(DateTime start) => Assert.Single(await ClashesAsync(desk, new WantedTime { Start = start, AssignedToId = desk.Anna.Id }));

        var away = await OneAsync(Desk.Wall(10, day: 26));
        Assert.Equal((ClashKind.Absence, new DateOnly(2026, 11, 27), "Anna Lis"), (away.Kind, away.Until!.Value, away.Person));
        Assert.Equal(ClashKind.Holiday, (await OneAsync(Desk.Wall(10, day: 25, month: 12))).Kind);
        Assert.Equal(ClashKind.Closed, (await OneAsync(Desk.Wall(17, 30))).Kind);
        Assert.Equal(ClashKind.Closed, (await OneAsync(Desk.Wall(10, day: 28))).Kind);
    }

    private static Task<IReadOnlyList<Clash>> ClashesAsync(Desk desk, WantedTime wanted) =>
        new ClashFinder(desk.Office.Crm).ClashesAsync(desk.Me, wanted, default);
}
