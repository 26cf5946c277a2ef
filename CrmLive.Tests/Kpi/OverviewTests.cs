using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Kpi;

public sealed class OverviewTests
{
    /// <summary>By hand: half the week's hours have passed, Anna has 15 of 46 contacts, Jan, by the plan of his role, 12 of 27; 33 points each.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K1"), Trait("Feature", "K6"), Trait("Feature", "K7"), Trait("Feature", "K8"), Trait("Feature", "K9"), Trait("Feature", "K10")]
    public async Task The_worked_example_in_numbers(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.PlanAsync(floor.Anna, 4, 30, 12);
        await floor.SaveAsync(new RolePlan { RoleId = await floor.AdvisorRoleAsync(), FromWeek = SalesFloor.Monday, Meetings = 2, Calls = 18, Emails = 7 });
        await floor.SaveAsync(
        [
            .. Many(2, i => floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(1, 10 + i))),
            .. Many(6, i => floor.Done(floor.Anna, client, ActivityType.Phone, SalesFloor.Wall(2, 10 + i))),
            .. Many(4, i => floor.Talk(floor.Anna, client, SalesFloor.Wall(3, 9, i))),
            .. Many(3, i => floor.Done(floor.Anna, client, ActivityType.Email, SalesFloor.Wall(3, 10, i))),
            .. Many(3, i => floor.Done(floor.Jan, client, ActivityType.Meeting, SalesFloor.Wall(1, 10 + i))),
            .. Many(9, i => floor.Done(floor.Jan, client, ActivityType.Phone, SalesFloor.Wall(2, 9 + i))),
            // None of these counts: too short, of nobody known, a task, and of the week before.
            floor.Talk(floor.Anna, client, SalesFloor.Wall(3, 11), longEnough: false), floor.Talk(floor.Anna, null, SalesFloor.Wall(3, 12)),
            floor.Done(floor.Anna, client, ActivityType.Task, SalesFloor.Wall(3, 12)), floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(0, 23, 59)),
        ]);
        floor.NowIs(SalesFloor.Wall(3, 13, 30));

        var anna = await floor.RowAsync(floor.Anna);
        Assert.Equal(new Tally(2, 10, 3), anna.Facts);
        Assert.Equal(new Target(4, 30, 12, 46), anna.Plan);
        Assert.Equal((33L, 2), (anna.Points, anna.Rank));
        Assert.Equal((15m / 46, -31m, Tone.Below), (anna.Total.Attained, anna.Total.Gap, anna.Total.Tone));
        Assert.Equal(0.5m, anna.Elapsed);
        Assert.Equal(15m / 23, anna.Pace);
        var jan = await floor.RowAsync(floor.Jan);
        Assert.Equal((new Tally(3, 9, 0), 33L, 1, Tone.Met), (jan.Facts, jan.Points, jan.Rank, jan.Of(ContactKind.Meeting).Tone));
        Assert.Equal(27, jan.Plan.Total);

        var tuesday = await floor.RowAsync(floor.Anna, At.Warsaw.Day(SalesFloor.Monday.AddDays(1)));
        Assert.Equal((new Tally(0, 6, 0), 9.2m, 6m), (tuesday.Facts, tuesday.Plan.Total, tuesday.Plan.Calls));
        Assert.Equal(Tone.Met, tuesday.Of(ContactKind.Call).Tone);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K9"), Trait("Feature", "K15")]
    public async Task Weights_hold_from_their_day_and_the_arithmetic_says_so(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.PlanAsync(floor.Anna, 4, 30, 12);
        await floor.SaveAsync(
            floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(2, 23, 59)), floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(3, 0)),
            floor.Talk(floor.Anna, client, SalesFloor.Wall(3, 9)));
        Assert.Equal(12, (await floor.RowAsync(floor.Anna)).Points);
        var edit = new WeightsEdit { ValidFrom = SalesFloor.Monday.AddDays(2), Meeting = 10, Call = 3 };
        Assert.True((await floor.Weights.PublishAsync(floor.Manager, edit, default)).Ok);

        var row = await floor.RowAsync(floor.Anna);
        Assert.Equal((18L, 18L), (row.Points, row.Parts.Sum(p => p.Points)));
        Assert.Equal([(new Tally(1, 0, 0), 5, 5L), (new Tally(1, 1, 0), 10, 13L)], row.Parts.Select(p => (p.Facts, p.Meeting, p.Points)));

        var rows = await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, null, null, 10, default);
        Assert.Equal([(ContactKind.Call, 3), (ContactKind.Meeting, 10), (ContactKind.Meeting, 5)], rows.Select(r => (r.Kind, r.Points)));
        Assert.All(rows, r => Assert.Equal((client, "Ewa Wilk"), (r.ClientId, r.Client)));
        Assert.False((await floor.Weights.PublishAsync(floor.Manager, edit with { ValidFrom = SalesFloor.Monday.AddDays(-1) }, default)).Ok);
        Assert.False((await floor.Weights.PublishAsync(floor.Manager, edit with { Meeting = -1 }, default)).Ok);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K15")]
    public async Task The_rows_behind_a_number_come_page_by_page_each_once(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        // Calls and activities at the same moments, so that only the ids tell the pages apart.
        await floor.SaveAsync([.. Many(4, i => floor.Talk(floor.Anna, client, SalesFloor.Wall(1, 9 + (i / 2)))), .. Many(5, i => floor.Done(floor.Anna, client, ActivityType.Email, SalesFloor.Wall(1, 9 + (i / 2))))]);
        var all = await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, null, null, 100, default);
        var paged = new List<ContactRow>();
        while (await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, null, After(paged), 2, default) is { Count: > 0 } page)
        {
            paged.AddRange(page);
        }

        Assert.Equal(9, all.Count);
        Assert.Equal(all, paged);
        Assert.Equal(4, (await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, ContactKind.Call, null, 100, default)).Count);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K9")]
    public async Task Other_weights_are_tried_in_private(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.PlanAsync(floor.Anna, 4, 30, 12);
        await floor.PlanAsync(floor.Jan, 4, 30, 12);
        await floor.SaveAsync([floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(1, 10)), .. Many(2, i => floor.Done(floor.Jan, client, ActivityType.Phone, SalesFloor.Wall(1, 10, i)))]);
        var preview = await floor.Queries.PreviewAsync(floor.Manager, SalesFloor.Week, new WeightsEdit { Meeting = 1, Call = 4 }, default);
        Assert.Equal([(floor.Jan.Id, 2, 1, 4L, 8L), (floor.Anna.Id, 1, 2, 5L, 1L)], preview.Select(p => (p.UserId, p.RankNow, p.RankThen, p.PointsNow, p.PointsThen)));
        Assert.Equal(1, (await floor.RowAsync(floor.Anna)).Rank);
        Assert.Empty(await floor.Weights.WeightsAsync(floor.Manager, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K1"), Trait("Feature", "P4")]
    public async Task Of_ones_own_row_one_sees_the_place_and_nothing_of_the_others(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        await floor.PlanAsync(floor.Anna, 1, 1, 1);
        await floor.PlanAsync(floor.Jan, 1, 1, 1);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.SaveAsync(floor.Done(floor.Jan, client, ActivityType.Email, SalesFloor.Wall(1, 10)));
        var anna = People.Of(BuiltInRoles.Advisor, Scope.Own, floor.Anna.Id);
        var row = Assert.Single(await floor.Queries.OverviewAsync(anna, SalesFloor.Week, RankBy.Points, default));
        Assert.Equal((floor.Anna.Id, 2), (row.UserId, row.Rank));
        Assert.Empty(await floor.Contacts.PageAsync(anna, floor.Jan.Id, SalesFloor.Week, null, null, 10, default));
    }

    /// <summary>After any edits the facts are what one counts by hand over the rows.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K11"), Trait("Feature", "K1")]
    public async Task After_any_edits_facts_and_points_are_those_of_the_rows(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var world = await EditedWorld.StartAsync(office);
        await using (var db = office.Crm.Open(Actor.System))
        {
            var users = await db.Set<CrmLive.Core.Users.User>().Select(u => u.Id).ToListAsync();
            db.AddRange(users.Select(id => new Plan { UserId = id, Week = At.Day("2026-10-19"), Meetings = 1, Version = 1 }));
            db.Add(new Weights { ValidFrom = At.Day("2026-10-25"), Meeting = 7, Call = 3, Email = 2 });
            await db.SaveChangesAsync();
        }

        var random = new Random(7);
        for (var edit = 0; edit < 200; edit++)
        {
            await world.EditAsync(random);
        }

        var rows = await new KpiQueries(office.Crm).OverviewAsync(People.Of(BuiltInRoles.Administrator), At.Warsaw.Days(At.Day("2026-10-24"), At.Day("2026-10-25")), RankBy.Points, default);
        Assert.True(rows.Sum(r => r.Facts.Total) > 0, "the edits made contacts");
        foreach (var row in rows)
        {
            Assert.Equal(await NaiveScore.OfAsync(office, row.UserId), (row.Facts, row.Points));
        }
    }

    private static IEnumerable<object> Many(int count, Func<int, object> make) => Enumerable.Range(0, count).Select(make);

    private static ContactAfter? After(List<ContactRow> rows) => rows.Count == 0 ? null : new(rows[^1].At, rows[^1].ActivityId, rows[^1].CallId);
}
