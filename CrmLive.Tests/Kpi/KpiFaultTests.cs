using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Kpi;

/// <summary>What goes wrong or is unusual in an office, and must not make a number false.</summary>
public sealed class KpiFaultTests
{
    /// <summary>By hand: 46 contacts a week of 45 hours. Who comes on Wednesday has 27 hours of it, who goes on Tuesday 18.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K6"), Trait("Feature", "K8")]
    public async Task Who_comes_or_goes_in_the_middle_of_a_week_has_the_part_of_the_plan_that_falls_on_their_days(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.PlanAsync(floor.Anna, 4, 30, 12);
        await floor.SaveAsync(new RolePlan { RoleId = await floor.AdvisorRoleAsync(), FromWeek = SalesFloor.Monday, Meetings = 4, Calls = 30, Emails = 12 });
        await floor.ChangeAsync(async db =>
        {
            (await db.Set<User>().FindAsync(floor.Anna.Id))!.EmployedFrom = SalesFloor.Monday.AddDays(2);
            var jan = (await db.Set<User>().FindAsync(floor.Jan.Id))!;
            (jan.EmployedUntil, jan.Retired) = (SalesFloor.Monday.AddDays(1), true);
        });
        await floor.SaveAsync(floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(3, 12)), floor.Done(floor.Jan, client, ActivityType.Meeting, SalesFloor.Wall(1, 12)));
        floor.NowIs(SalesFloor.Wall(4, 13, 30));

        var (anna, jan) = (await floor.RowAsync(floor.Anna), await floor.RowAsync(floor.Jan));
        Assert.Equal((new Target(2.4m, 18, 7.2m, 27.6m), 0.5m, 1 / 13.8m), (anna.Plan, anna.Elapsed, anna.Pace));
        Assert.Equal((new Target(1.6m, 12, 4.8m, 18.4m), 1m, 1), (jan.Plan, jan.Elapsed, jan.Facts.Meetings));
        var after = await floor.Queries.OverviewAsync(floor.Manager, At.Warsaw.Week(SalesFloor.Monday.AddDays(7)), RankBy.Points, default);
        Assert.Equal((floor.Anna.Id, 46m), (Assert.Single(after).UserId, after[0].Plan.Total));
        Assert.Equal([floor.Jan.Id], (await floor.Queries.OverviewAsync(floor.Manager, At.Warsaw.Day(SalesFloor.Monday), RankBy.Points, default)).Select(row => row.UserId));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K7"), Trait("Feature", "K8")]
    public async Task A_plan_of_zero_is_neither_red_nor_green_and_divides_nothing(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.PlanAsync(floor.Anna, 0, 0, 0);
        await floor.PlanAsync(floor.Jan, 0, 1, 0);
        await floor.SaveAsync(floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(1, 12)));
        var anna = await floor.RowAsync(floor.Anna);
        Assert.Equal((Tone.NoPlan, null, null, null), (anna.Total.Tone, anna.Total.Attained, anna.Total.Gap, anna.Pace));
        var jan = await floor.RowAsync(floor.Jan);
        Assert.Equal((Tone.NoPlan, Tone.Below, Tone.Below), (jan.Of(ContactKind.Meeting).Tone, jan.Of(ContactKind.Call).Tone, jan.Total.Tone));
        // By percent of one's own plan, whoever has one comes before who has none.
        Assert.Equal([floor.Jan.Id, floor.Anna.Id], (await floor.Queries.OverviewAsync(floor.Manager, SalesFloor.Week, RankBy.OwnPlan, default)).Select(row => row.UserId));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K1"), Trait("Feature", "K7")]
    public async Task Whoever_sells_without_any_plan_stands_on_the_board_and_whoever_has_left_or_does_not_sell_does_not(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var desk = await floor.Office.AddUserAsync("Rita", "Sowa", role: "receptionist");
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.SaveAsync(floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(1, 12)));
        var rows = await floor.Queries.OverviewAsync(floor.Manager, SalesFloor.Week, RankBy.Points, default);
        Assert.Equal([(floor.Anna.Id, 5L, 1, Tone.NoPlan), (floor.Jan.Id, 0L, 2, Tone.NoPlan)], rows.Select(row => (row.UserId, row.Points, row.Rank, row.Total.Tone)));

        await floor.PlanAsync(desk, 0, 10, 0);
        await floor.ChangeAsync(async db => (await db.Set<User>().FindAsync(floor.Jan.Id))!.Retired = true);
        Assert.Equal([floor.Anna.Id, desk.Id], (await floor.Queries.OverviewAsync(floor.Manager, SalesFloor.Week, RankBy.Points, default)).Select(row => row.UserId));
    }

    /// <summary>By hand: of five days of nine hours Anna has three, 27 hours, of which 4.5 have passed by Wednesday noon; Jan has none.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K8")]
    public async Task Leave_takes_nothing_from_the_plan_and_is_no_time_in_which_somebody_is_behind(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.PlanAsync(floor.Anna, 6, 0, 0);
        await floor.PlanAsync(floor.Jan, 6, 0, 0);
        // Written twice, and over the weekend: a day away is one day away.
        await floor.SaveAsync(
            new Absence { UserId = floor.Anna.Id, From = SalesFloor.Monday.AddDays(-2), To = SalesFloor.Monday.AddDays(1) }, new Absence { UserId = floor.Anna.Id, From = SalesFloor.Monday, To = SalesFloor.Monday },
            new Absence { UserId = floor.Jan.Id, From = SalesFloor.Monday.AddDays(-7), To = SalesFloor.Monday.AddDays(6) }, floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(3, 12)));
        floor.NowIs(SalesFloor.Wall(3, 13, 30));
        var (anna, jan) = (await floor.RowAsync(floor.Anna), await floor.RowAsync(floor.Jan));
        Assert.Equal((6m, 2, 2), (anna.Plan.Meetings, anna.DaysAway, anna.Away.Count));
        Assert.Equal((0.1667m, 1m), (decimal.Round(anna.Elapsed, 4), decimal.Round(anna.Pace!.Value, 4)));
        Assert.Equal((6m, 5, null, -6m), (jan.Plan.Meetings, jan.DaysAway, jan.Pace, jan.Total.Gap));

        floor.NowIs(SalesFloor.Wall(8, 9));
        Assert.Equal((1m, 1 / 6m), ((await floor.RowAsync(floor.Anna)).Elapsed, (await floor.RowAsync(floor.Anna)).Pace));
        Assert.Null((await floor.RowAsync(floor.Jan)).Pace);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K2"), Trait("Feature", "K4")]
    public async Task Of_five_thousand_clients_of_one_employee_each_is_counted_and_listed_once(DatabaseKind kind)
    {
        const int Clients = 5_000;
        await using var floor = await SalesFloor.OpenAsync(kind);
        var like = await floor.ClientAsync("Wilk", floor.Anna);
        await ManyLikeAsync(floor, like.Id, Clients - 1);
        var met = like.Id;
        await floor.SaveAsync(floor.Done(floor.Anna, met, ActivityType.Meeting, SalesFloor.Wall(1, 12)));
        Assert.Equal(new Ring(1, Clients), Assert.Single(await floor.Coverage.RingsAsync(floor.Manager, SalesFloor.Week, default)).Clients);

        var seen = new HashSet<int>();
        CoveredAfter? after = null;
        while (await floor.Coverage.ClientsAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, RingPart.Left, false, after, 200, default) is [.., var last] page)
        {
            Assert.All(page, client => Assert.True(seen.Add(client.ClientId)));
            after = new(last.LastContactAt, last.ClientId);
        }

        Assert.Equal((Clients - 1, false), (seen.Count, seen.Contains(met)));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K11")]
    public async Task Dated_anew_over_the_end_of_a_week_or_a_change_of_the_clocks_points_go_with_it_and_deleted_they_are_gone(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        foreach (var week in (string[])["2026-10-19", "2026-10-26", "2026-11-23", "2026-11-30"])
        {
            await floor.PlanAsync(floor.Anna, 1, 1, 1, week: At.Day(week));
        }

        var meeting = floor.Done(floor.Anna, client, ActivityType.Meeting, At.Local("2026-11-29 23:59"));
        await floor.SaveAsync(meeting);
        async Task IsInAsync(string monday)
        {
            foreach (var week in (string[])["2026-10-19", "2026-10-26", "2026-11-23", "2026-11-30"])
            {
                Assert.Equal(week == monday ? 5 : 0, (await floor.RowAsync(floor.Anna, At.Warsaw.Week(At.Day(week)))).Points);
            }
        }

        Task DateAsync(DateTime at) => floor.ChangeAsync(async db => (await db.Set<Activity>().FindAsync(meeting.Id))!.DoneAt = at);
        await IsInAsync("2026-11-23");
        await DateAsync(At.Local("2026-11-30 00:00"));
        await IsInAsync("2026-11-30");
        // The 25th of October has 25 hours: half past eleven in the evening is 22:30 UTC, and the day before 21:30.
        await DateAsync(At.Utc("2026-10-25 22:59"));
        await IsInAsync("2026-10-19");
        await DateAsync(At.Utc("2026-10-25 23:00"));
        await IsInAsync("2026-10-26");
        await floor.ChangeAsync(async db => db.Remove((await db.Set<Activity>().FindAsync(meeting.Id))!));
        await IsInAsync("none");
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K2")]
    public async Task A_client_handed_over_in_the_middle_of_a_week_is_in_both_rings_and_handed_back_only_once(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        var meeting = floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(1, 12));
        await floor.SaveAsync(meeting);
        await GiveAsync(floor, client, floor.Jan, SalesFloor.Wall(3, 9));
        Assert.Equal([(floor.Anna.Id, new Ring(1, 1)), (floor.Jan.Id, new Ring(0, 1))], await RingsAsync(floor, 0));
        Assert.Equal([(floor.Jan.Id, new Ring(0, 1))], await RingsAsync(floor, 1));

        await GiveAsync(floor, client, floor.Anna, SalesFloor.Wall(4, 9));
        Assert.Equal([(floor.Anna.Id, new Ring(1, 1)), (floor.Jan.Id, new Ring(0, 1))], await RingsAsync(floor, 0));
        Assert.Equal([(floor.Anna.Id, new Ring(0, 1))], await RingsAsync(floor, 1));

        // Set back, it has reached nobody; and in next week it has never been this one's contact.
        await floor.ChangeAsync(async db => (await db.Set<Activity>().FindAsync(meeting.Id))!.DoneAt = SalesFloor.Wall(8, 12));
        Assert.Equal([(floor.Anna.Id, new Ring(0, 1)), (floor.Jan.Id, new Ring(0, 1))], await RingsAsync(floor, 0));
        Assert.Equal([(floor.Anna.Id, new Ring(1, 1))], await RingsAsync(floor, 1));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K3")]
    public async Task Who_becomes_a_key_client_has_been_one_in_every_period(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var client = (await floor.ClientAsync("Wilk", floor.Anna)).Id;
        await floor.SaveAsync(floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(1, 12)), floor.Talk(floor.Anna, client, SalesFloor.Wall(1, 13)), floor.Done(floor.Jan, client, ActivityType.Email, SalesFloor.Wall(1, 14)));
        async Task KeyAsync(bool key) => await floor.ChangeAsync(async db => (await db.Set<Client>().FindAsync(client))!.IsKey = key);
        await KeyAsync(true);
        var ring = Assert.Single(await floor.Coverage.RingsAsync(floor.Manager, SalesFloor.Week, default));
        Assert.Equal((new Ring(1, 1), new Tally(1, 1, 0)), (ring.Key, ring.WithKey));
        await KeyAsync(false);
        ring = Assert.Single(await floor.Coverage.RingsAsync(floor.Manager, SalesFloor.Week, default));
        Assert.Equal((default(Ring), default(Tally)), (ring.Key, ring.WithKey));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K9")]
    public async Task Weights_that_make_no_sense_are_refused(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var edit = new WeightsEdit { ValidFrom = SalesFloor.Monday };
        foreach (var absurd in (WeightsEdit[])[edit with { Meeting = -1 }, edit with { Call = 1001 }, edit with { Email = int.MaxValue }, edit with { ValidFrom = SalesFloor.Monday.AddDays(-1) }])
        {
            Assert.Equal(Core.Common.SavedOutcome.Invalid, (await floor.Weights.PublishAsync(floor.Manager, absurd, default)).Outcome);
            Assert.True(absurd.Problems.Count == 0 || (await floor.Queries.PreviewAsync(floor.Manager, SalesFloor.Week, absurd, default)).Count == 0);
        }

        Assert.Empty(await floor.Weights.WeightsAsync(floor.Manager, default));
        // Of zero for all three everybody has the same place.
        Assert.True((await floor.Weights.PublishAsync(floor.Manager, edit with { Meeting = 0, Call = 0, Email = 0 }, default)).Ok);
        await floor.PlanAsync(floor.Anna, 1, 1, 1);
        await floor.PlanAsync(floor.Jan, 1, 1, 1);
        Assert.Equal([1, 1], (await floor.Queries.OverviewAsync(floor.Manager, SalesFloor.Week, RankBy.Points, default)).Select(row => row.Rank));
    }

    /// <summary>Copies of a client and of their time with the advisor, made by the database: saving them one by one would take longer than all the rest.</summary>
    private static async Task ManyLikeAsync(SalesFloor floor, int client, int count)
    {
        await using var db = floor.Office.Crm.Open(Actor.System);
        await using var connection = await floor.Office.Crm.ConnectAsync(default);
        foreach (var type in (Type[])[typeof(Client), typeof(AdvisorSpell)])
        {
            var entity = db.Model.FindEntityType(type)!;
            var columns = entity.GetProperties().Where(p => !p.IsPrimaryKey()).Select(p => $"\"{p.GetColumnName()}\"").ToList();
            var copied = columns.Select(column => column == "\"ClientId\"" ? $"{client} + i" : $"t.{column}");
            await using var command = connection.CreateCommand();
            command.CommandText =
                $"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
                INSERT INTO "{entity.GetTableName()}" ({string.Join(", ", columns)}) SELECT {string.Join(", ", copied)} FROM "{entity.GetTableName()}" t, n WHERE t."{(type == typeof(Client) ? "Id" : "ClientId")}" = {client}
                """;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task GiveAsync(SalesFloor floor, int client, User to, DateTime at)
    {
        floor.NowIs(at);
        await floor.ChangeAsync(async db => (await db.Set<Client>().FindAsync(client))!.AdvisorId = to.Id);
    }

    private static async Task<IEnumerable<(int, Ring)>> RingsAsync(SalesFloor floor, int week) =>
        (await floor.Coverage.RingsAsync(floor.Manager, At.Warsaw.Week(SalesFloor.Monday.AddDays(7 * week)), default)).Select(row => (row.UserId, row.Clients));
}
