using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Target = CrmLive.Core.Kpi.Target;

namespace CrmLive.Tests.Kpi;

/// <summary>The week of docs/kpi-by-hand.md, on Wednesday at half past one: 22.5 of its 45 hours have passed. Every number here stands there too, with the way one comes to it.</summary>
public sealed class WorkedExampleTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K1"), Trait("Feature", "K6"), Trait("Feature", "K7"), Trait("Feature", "K8"), Trait("Feature", "K10"), Trait("Feature", "K11")]
    public async Task Plan_fact_pace_points_and_rank_of_five_by_hand(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var week = await Week.OpenAsync(floor);
        var rows = (await floor.Queries.OverviewAsync(floor.Manager, SalesFloor.Week, RankBy.Points, default)).ToDictionary(row => row.UserId);
        Assert.Equal(5, rows.Count);

        var (anna, jan, ola) = (rows[floor.Anna.Id], rows[floor.Jan.Id], rows[week.Ola.Id]);
        Assert.Equal((new Tally(2, 10, 3), new Target(4, 30, 12, 46)), (anna.Facts, anna.Plan));
        Assert.Equal((33L, 2, 15 / 46m, -31m, 0.5m, 15 / 23m), (anna.Points, anna.Rank, anna.Total.Attained, anna.Total.Gap, anna.Elapsed, anna.Pace));
        Assert.Equal([Tone.Below, Tone.Below, Tone.Below, Tone.Below], Tones(anna));
        Assert.Equal((new Tally(3, 9, 0), new Target(2, 18, 7, 27)), (jan.Facts, jan.Plan));
        Assert.Equal((33L, 1, 12 / 27m, -15m, 12 / 13.5m), (jan.Points, jan.Rank, jan.Total.Attained, jan.Total.Gap, jan.Pace));
        Assert.Equal([Tone.Met, Tone.Below, Tone.Below, Tone.Below], Tones(jan));
        Assert.Equal((new Tally(1, 1, 0), new Target(1.2m, 10.8m, 4.2m, 16.2m)), (ola.Facts, ola.Plan));
        Assert.Equal((7L, 3, 2 / 16.2m, -14.2m, 0.1667m, 0.7407m), (ola.Points, ola.Rank, ola.Total.Attained, ola.Total.Gap, decimal.Round(ola.Elapsed, 4), decimal.Round(ola.Pace!.Value, 4)));
        foreach (var unplanned in (User[])[week.Piotr, week.Zofia])
        {
            var row = rows[unplanned.Id];
            Assert.Equal((new Tally(1, 1, 0), default(Target), 7L, 4), (row.Facts, row.Plan, row.Points, row.Rank));
            Assert.Equal((null, null, null), (row.Total.Attained, row.Total.Gap, row.Pace));
            Assert.Equal([Tone.NoPlan, Tone.NoPlan, Tone.NoPlan, Tone.NoPlan], Tones(row));
        }

        // A day's part of the plan is a fifth.
        var tuesday = await floor.RowAsync(floor.Anna, CrmLive.Tests.Common.At.Warsaw.Day(SalesFloor.Monday.AddDays(1)));
        Assert.Equal((new Tally(0, 6, 0), new Target(0.8m, 6, 2.4m, 9.2m), Tone.Met), (tuesday.Facts, tuesday.Plan, tuesday.Of(ContactKind.Call).Tone));
        var byPlan = await floor.Queries.OverviewAsync(floor.Manager, SalesFloor.Week, RankBy.OwnPlan, default);
        Assert.Equal([(floor.Jan.Id, 1), (floor.Anna.Id, 2), (week.Ola.Id, 3)], byPlan.Take(3).Select(row => (row.UserId, row.Rank)));
        Assert.Equal([4, 4], byPlan.Skip(3).Select(row => row.Rank));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K2"), Trait("Feature", "K3"), Trait("Feature", "K4")]
    public async Task Whom_they_reached_and_what_they_did_with_key_clients_by_hand(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var week = await Week.OpenAsync(floor);
        var rings = await floor.Coverage.RingsAsync(floor.Manager, SalesFloor.Week, default);
        Assert.Equal(
            [(floor.Anna.Id, new Ring(2, 4), new Ring(1, 1), new Tally(2, 0, 3)), (floor.Jan.Id, new Ring(1, 1), default(Ring), default(Tally))],
            rings.Select(row => (row.UserId, row.Clients, row.Key, row.WithKey)));

        Assert.Equal([week.Dzik.Id, week.Jez.Id], (await floor.Coverage.ClientsAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, RingPart.Left, false, null, 10, default)).Select(c => c.ClientId));
        var withKey = await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, null, true, null, 10, default);
        Assert.Equal([ContactKind.Email, ContactKind.Email, ContactKind.Email, ContactKind.Meeting, ContactKind.Meeting], withKey.Select(row => row.Kind));
        Assert.All(withKey, row => Assert.Equal(week.Wilk.Id, row.ClientId));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    [Trait("Feature", "K9"), Trait("Feature", "K11"), Trait("Feature", "K15")]
    public async Task Other_weights_and_a_meeting_set_back_by_hand(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var week = await Week.OpenAsync(floor);
        var tried = await floor.Queries.PreviewAsync(floor.Manager, SalesFloor.Week, new WeightsEdit { Meeting = 1, Call = 4, Email = 1 }, default);
        Assert.Equal([(floor.Anna.Id, 2, 1, 33L, 45L), (floor.Jan.Id, 1, 2, 33L, 39L)], tried.Take(2).Select(p => (p.UserId, p.RankNow, p.RankThen, p.PointsNow, p.PointsThen)));
        Assert.Equal(33, (await floor.RowAsync(floor.Anna)).Points);

        Assert.True((await floor.Weights.PublishAsync(floor.Manager, new WeightsEdit { ValidFrom = SalesFloor.Monday.AddDays(2), Meeting = 10, Call = 3, Email = 1 }, default)).Ok);
        var anna = await floor.RowAsync(floor.Anna);
        Assert.Equal((37L, 1), (anna.Points, anna.Rank));
        Assert.Equal([(new Tally(2, 6, 0), 22L), (new Tally(0, 4, 3), 15L)], anna.Parts.Select(part => (part.Facts, part.Points)));
        Assert.Equal(37, (await floor.Contacts.PageAsync(floor.Manager, floor.Anna.Id, SalesFloor.Week, null, false, null, 100, default)).Sum(row => row.Points));
        Assert.Equal(13, (await floor.RowAsync(week.Ola)).Points);

        await floor.ChangeAsync(async db =>
        {
            var meeting = await db.Set<Activity>().FindAsync(week.JansMeeting);
            (meeting!.Status, meeting.DoneAt) = (ActivityStatus.Planned, null);
        });
        Assert.Equal((new Tally(2, 9, 0), 28L, 2), await JanAsync(floor));
    }

    private static async Task<(Tally, long, int)> JanAsync(SalesFloor floor) => await floor.RowAsync(floor.Jan) is var row ? (row.Facts, row.Points, row.Rank) : default;

    private static Tone[] Tones(KpiRow row) => [row.Of(ContactKind.Meeting).Tone, row.Of(ContactKind.Call).Tone, row.Of(ContactKind.Email).Tone, row.Total.Tone];

    /// <summary>Anna has a plan of her own, Jan the one of his role, Ola came on Wednesday, Piotr and Zofia have plans of zero.</summary>
    private sealed record Week(User Ola, User Piotr, User Zofia, Client Wilk, Client Dzik, Client Jez, int JansMeeting)
    {
        public static async Task<Week> OpenAsync(SalesFloor floor)
        {
            var (ola, piotr, zofia) = (await floor.Office.AddUserAsync("Ola", "Mak"), await floor.Office.AddUserAsync("Piotr", "Bor"), await floor.Office.AddUserAsync("Zofia", "Bor"));
            var (wilk, sowa, dzik, jez) = (await floor.ClientAsync("Wilk", floor.Anna), await floor.ClientAsync("Sowa", floor.Anna), await floor.ClientAsync("Dzik", floor.Anna), await floor.ClientAsync("Jez", floor.Anna));
            await floor.PlanAsync(floor.Anna, 4, 30, 12);
            await floor.PlanAsync(piotr, 0, 0, 0);
            await floor.PlanAsync(zofia, 0, 0, 0);
            await floor.SaveAsync(new RolePlan { RoleId = await floor.AdvisorRoleAsync(), FromWeek = SalesFloor.Monday, Meetings = 2, Calls = 18, Emails = 7 });
            await floor.ChangeAsync(async db =>
            {
                (await db.Set<Client>().FindAsync(wilk.Id))!.IsKey = true;
                (await db.Set<User>().FindAsync(ola.Id))!.EmployedFrom = SalesFloor.Monday.AddDays(2);
            });
            floor.NowIs(SalesFloor.Wall(2, 8));
            await floor.ChangeAsync(async db => (await db.Set<Client>().FindAsync(jez.Id))!.AdvisorId = floor.Jan.Id);

            var (written, first) = (floor.Talk(floor.Anna, sowa.Id, SalesFloor.Wall(3, 9)), floor.Done(floor.Jan, jez.Id, ActivityType.Meeting, SalesFloor.Wall(1, 10)));
            await floor.SaveAsync(
            [
                .. Many(2, i => floor.Done(floor.Anna, wilk.Id, ActivityType.Meeting, SalesFloor.Wall(1, 10 + i))),
                .. Many(6, i => floor.Done(floor.Anna, sowa.Id, ActivityType.Phone, SalesFloor.Wall(2, 10 + i))),
                .. Many(3, i => floor.Talk(floor.Anna, sowa.Id, SalesFloor.Wall(3, 10, i))), written,
                .. Many(3, i => floor.Done(floor.Anna, wilk.Id, ActivityType.Email, SalesFloor.Wall(3, 11, i))),
                .. Many(2, i => floor.Done(floor.Jan, jez.Id, ActivityType.Meeting, SalesFloor.Wall(1, 11 + i))), first,
                .. Many(9, i => floor.Done(floor.Jan, jez.Id, ActivityType.Phone, SalesFloor.Wall(2, 9 + i))),
                .. ((User[])[ola, piotr, zofia]).SelectMany(user => (object[])[floor.Done(user, sowa.Id, ActivityType.Meeting, SalesFloor.Wall(3, 9)), floor.Talk(user, sowa.Id, SalesFloor.Wall(3, 10))]),
                floor.Done(floor.Anna, dzik.Id, ActivityType.Email, SalesFloor.Wall(-13, 12)),
            ]);
            // None of these counts: too short, of nobody known, a task, planned only, of the week before, and the note about a talk that counts already.
            var note = floor.Done(floor.Anna, sowa.Id, ActivityType.Phone, SalesFloor.Wall(3, 9, 3));
            note.CallId = written.Id;
            await floor.SaveAsync(
                note, floor.Talk(floor.Anna, wilk.Id, SalesFloor.Wall(3, 12), longEnough: false), floor.Talk(floor.Anna, null, SalesFloor.Wall(3, 12)),
                floor.Done(floor.Anna, wilk.Id, ActivityType.Task, SalesFloor.Wall(3, 12)), Planned(floor, dzik.Id), floor.Done(floor.Anna, wilk.Id, ActivityType.Meeting, SalesFloor.Wall(0, 23, 59)));
            floor.NowIs(SalesFloor.Wall(3, 13, 30));
            return new(ola, piotr, zofia, wilk, dzik, jez, first.Id);
        }

        private static Activity Planned(SalesFloor floor, int client)
        {
            var meeting = floor.Done(floor.Anna, client, ActivityType.Meeting, SalesFloor.Wall(4, 12));
            (meeting.Status, meeting.DoneAt) = (ActivityStatus.Planned, null);
            return meeting;
        }

        private static IEnumerable<object> Many(int count, Func<int, object> make) => Enumerable.Range(0, count).Select(make);
    }
}
