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

        var rows = await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, null, false, null, 10, default);
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
        var all = await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, null, false, null, 100, default);
        var paged = new List<ContactRow>();
        while (await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, null, false, After(paged), 2, default) is { Count: > 0 } page)
        {
            paged.AddRange(page);
        }

        Assert.Equal(9, all.Count);
        Assert.Equal(all, paged);
        Assert.Equal(4, (await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, ContactKind.Call, false, null, 100, default)).Count);
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
        Assert.Empty(await floor.Contacts.PageAsync(anna, floor.Jan.Id, SalesFloor.Week, null, false, null, 10, default));
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

    /// <summary>K1: a period of any days; of whole months the totals of months are read, of the days before and behind those of days.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K1")]
    public async Task At_the_edges_of_months_and_years_each_contact_is_in_its_period_and_in_no_other(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        (string At, ActivityType Type)[] done =
        [
            ("2025-12-31 23:59", ActivityType.Email), ("2026-01-01 00:00", ActivityType.Meeting), ("2026-01-31 23:59", ActivityType.Phone),
            ("2026-02-01 00:00", ActivityType.Meeting), ("2026-02-28 23:59", ActivityType.Phone), ("2026-03-01 00:00", ActivityType.Email), ("2026-12-31 23:59", ActivityType.Meeting),
        ];
        await floor.SaveAsync(done.Select(one => floor.Done(floor.Anna, client, one.Type, At.Local(one.At))));
        foreach (var (first, last, facts) in ((string, string, Tally)[])
            [
                ("2026-01-01", "2026-12-31", new(3, 2, 1)), ("2025-12-31", "2026-12-31", new(3, 2, 2)), ("2025-12-31", "2026-12-30", new(2, 2, 2)), ("2026-01-02", "2026-12-31", new(2, 2, 1)),
                ("2026-01-31", "2026-03-01", new(1, 2, 1)), ("2026-02-01", "2026-02-28", new(1, 1, 0)), ("2026-02-02", "2026-02-27", default), ("2026-01-31", "2026-02-28", new(1, 2, 0)),
                ("2026-02-01", "2026-03-01", new(1, 1, 1)), ("2025-12-31", "2026-01-01", new(1, 0, 1)), ("2026-01-01", "2026-02-27", new(2, 1, 0)),
            ])
        {
            Assert.Equal((first, last, facts), (first, last, (await floor.RowAsync(floor.Anna, At.Warsaw.Days(At.Day(first), At.Day(last)))).Facts));
        }
    }

    private static IEnumerable<object> Many(int count, Func<int, object> make) => Enumerable.Range(0, count).Select(make);

    private static ContactAfter? After(List<ContactRow> rows) => rows.Count == 0 ? null : new(rows[^1].At, rows[^1].ActivityId, rows[^1].CallId);
}
