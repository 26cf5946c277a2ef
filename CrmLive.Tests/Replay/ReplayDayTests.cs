using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Replay;
using CrmLive.Tests.Data;
using CrmLive.Tests.Kpi;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Replay;

/// <summary>Which day a meeting is shown, what stands on its bar, and how long it is kept laid out.</summary>
[Trait("Feature", "K16")]
public sealed class ReplayDayTests
{
    private static readonly Actor Manager = People.Of(BuiltInRoles.Manager);

    [Fact]
    public async Task A_morning_meeting_is_shown_the_last_day_before_on_which_the_office_was_open()
    {
        await using var floor = await SalesFloor.OpenAsync(DatabaseKind.Sqlite);
        var replay = new ReplayQueries(floor.Office.Crm);
        // Of its first day, today is all there is; from the second on it is the day before, and after a weekend Friday.
        foreach (var (now, shown) in ((int, int)[])[(1, 1), (2, 1), (5, 4), (6, 5), (7, 5), (8, 5), (9, 8)])
        {
            floor.NowIs(SalesFloor.Wall(now, 12));
            Assert.Equal(SalesFloor.Monday.AddDays(shown - 1), await replay.LastDayAsync(Manager, default));
        }

        await Assert.ThrowsAsync<AccessRefused>(() => replay.LastDayAsync(Manager with { Permissions = [CallPermissions.Watch] }, default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task On_the_bar_stands_what_was_signed_and_missed_in_ones_own_branch_and_each_moment_says_when_the_next_is(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var (centre, north) = (new Branch { Name = "Centre" }, new Branch { Name = "North" });
        await floor.SaveAsync(centre, north);
        var client = await floor.ClientAsync("Nowak", floor.Anna);
        floor.NowIs(SalesFloor.Wall(2, 10));
        await SignAsync(floor, "A.1", client.Id, centre.Id);
        floor.NowIs(SalesFloor.Wall(2, 11));
        await SignAsync(floor, "B.2", client.Id, north.Id);
        floor.NowIs(SalesFloor.Wall(2, 12));
        // Signed on Tuesday and withdrawn on Wednesday: on Tuesday it was signed.
        floor.NowIs(SalesFloor.Wall(3, 9));
        await floor.ChangeAsync(async db => (await db.Set<Agreement>().SingleAsync(a => a.Unit!.Number == "A.1")).Status = AgreementStatus.Cancelled);
        floor.NowIs(SalesFloor.Wall(4, 9));

        var replay = new ReplayQueries(floor.Office.Crm);
        var tuesday = SalesFloor.Monday.AddDays(1);
        var day = await replay.DayAsync(Manager, tuesday, default);
        Assert.Equal([(SalesFloor.Wall(2, 10), ReplayMarkKind.Signed, "A.1 · Anna Lis"), (SalesFloor.Wall(2, 11), ReplayMarkKind.Signed, "B.2 · Anna Lis")], day.Marks.Select(mark => (mark.At, mark.Kind, mark.What)));
        Assert.Equal("B.2 · Anna Lis", Assert.Single((await replay.DayAsync(Manager with { Scope = Scope.Branch, BranchId = north.Id }, tuesday, default)).Marks).What);
        Assert.Equal((ReplayDayKind.Past, false, SalesFloor.Wall(2, 9)), (day.Kind, day.IsQuiet, day.Opens));

        foreach (var (hour, signed, next) in ((int, int, DateTime)[])[(9, 0, SalesFloor.Wall(2, 10)), (10, 1, SalesFloor.Wall(2, 11)), (12, 2, day.To)])
        {
            var moment = (await replay.AtAsync(Manager, tuesday, SalesFloor.Wall(2, hour), default))!;
            Assert.Equal((signed, next), (moment.Deals.SignedToday, moment.Next));
        }
    }

    [Fact]
    public async Task A_day_that_still_goes_on_is_laid_out_anew_and_one_that_is_over_is_kept_ten_minutes_and_no_longer()
    {
        await using var floor = await SalesFloor.OpenAsync(DatabaseKind.Sqlite);
        var branch = new Branch { Name = "Centre" };
        await floor.SaveAsync(branch);
        var client = await floor.ClientAsync("Nowak", floor.Anna);
        floor.NowIs(SalesFloor.Wall(1, 11));
        await SignAsync(floor, "A.1", client.Id, branch.Id);
        var replay = new ReplayQueries(floor.Office.Crm);
        async Task<(int Meetings, string Investment)> AtAsync(int day, DateTime at)
        {
            var moment = (await replay.AtAsync(Manager, SalesFloor.Monday.AddDays(day - 1), at, default))!;
            return (moment.People.Today.Meetings.Fact, moment.Deals.Signed[0].Investment);
        }

        // Today: what happens while it is looked at comes into it.
        Assert.Equal(0, (await AtAsync(1, SalesFloor.Wall(1, 11))).Meetings);
        floor.NowIs(SalesFloor.Wall(1, 11, 1));
        await floor.SaveAsync(floor.Done(floor.Anna, client.Id, ActivityType.Meeting, SalesFloor.Wall(1, 11, 1)));
        Assert.Equal(1, (await AtAsync(1, SalesFloor.Wall(1, 11, 1))).Meetings);

        // Yesterday: read once for whoever leads the meeting, and not kept for longer than one, whatever has been put right or erased since.
        floor.NowIs(SalesFloor.Wall(2, 9));
        Assert.Equal("Zielona A.1", (await AtAsync(1, SalesFloor.Wall(1, 12))).Investment);
        await floor.ChangeAsync(async db => (await db.Set<Investment>().SingleAsync()).Name = "Put right");
        floor.NowIs(SalesFloor.Wall(2, 9, 9));
        Assert.Equal("Zielona A.1", (await AtAsync(1, SalesFloor.Wall(1, 12))).Investment);
        floor.NowIs(SalesFloor.Wall(2, 9, 11));
        Assert.Equal("Put right", (await AtAsync(1, SalesFloor.Wall(1, 12))).Investment);
    }

    [Fact]
    public async Task A_day_that_could_not_be_read_is_read_again_at_the_next_asking()
    {
        await using var floor = await SalesFloor.OpenAsync(DatabaseKind.Sqlite);
        floor.NowIs(SalesFloor.Wall(2, 9));
        var replay = new ReplayQueries(floor.Office.Crm);
        await RenameAsync(floor, "Agreements", "Elsewhere");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => replay.DayAsync(Manager, SalesFloor.Monday, default));
        await RenameAsync(floor, "Elsewhere", "Agreements");
        Assert.Equal(ReplayDayKind.Past, (await replay.DayAsync(Manager, SalesFloor.Monday, default)).Kind);
    }

    private static async Task SignAsync(SalesFloor floor, string number, int client, int branch)
    {
        var now = floor.Office.Clock.GetUtcNow().UtcDateTime;
        var investment = new Investment { Name = $"Zielona {number}", BranchId = branch };
        var unit = new Unit { Investment = investment, Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } }, Number = number, SearchKey = number };
        await floor.SaveAsync(new Agreement
        {
            Kind = AgreementKind.Developer, Status = AgreementStatus.Signed, ClientId = client, Unit = unit, Investment = investment, AdvisorId = floor.Anna.Id, CreatedAt = now, SignedAt = now, Value = 500_000,
        });
    }

    private static async Task RenameAsync(SalesFloor floor, string table, string to)
    {
        await using var connection = await floor.Office.Crm.ConnectAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE \"{table}\" RENAME TO \"{to}\"";
        await command.ExecuteNonQueryAsync();
    }
}
