using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Office;
using CrmLive.Core.Replay;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony;
using CrmLive.Core.Wall;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using CrmLive.Tests.Kpi;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Replay;

[Trait("Feature", "K16")]
public sealed class ReplayTests
{
    private static readonly Actor Manager = People.Of(BuiltInRoles.Manager);

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_was_registered_at_three_does_not_count_at_ten_and_what_was_deleted_later_does(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        await floor.PlanAsync(floor.Anna, 2, 0, 0);
        var client = await floor.ClientAsync("Nowak", floor.Anna);
        floor.NowIs(SalesFloor.Wall(3, 9));
        var gone = floor.Done(floor.Anna, client.Id, ActivityType.Meeting, SalesFloor.Wall(3, 9));
        await floor.SaveAsync(gone);
        floor.NowIs(SalesFloor.Wall(3, 15));
        // Held in the morning, and entered in the afternoon: at ten nobody knew of it.
        await floor.SaveAsync(floor.Done(floor.Anna, client.Id, ActivityType.Meeting, SalesFloor.Wall(3, 8)));
        floor.NowIs(SalesFloor.Wall(3, 16));
        await floor.ChangeAsync(async db => db.Remove((await db.Set<Activity>().FindAsync(gone.Id))!));
        floor.NowIs(SalesFloor.Wall(4, 9));

        var replay = new ReplayQueries(floor.Office.Crm);
        foreach (var (hour, held) in ((int, int)[])[(8, 0), (10, 1), (15, 2), (17, 1)])
        {
            var moment = (await replay.AtAsync(Manager, SalesFloor.Monday.AddDays(2), SalesFloor.Wall(3, hour, 1), default))!;
            Assert.Equal((held, held >= 2 ? Tone.Met : Tone.Below, 5L * held), (moment.People.Week.Meetings.Fact, moment.People.Week.All.Tone, moment.People.People[0].Points));
        }
    }

    /// <summary>Of a submission that only waited on a day, the day's journal says nothing, and the table no more once it is deleted.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_submission_that_waited_all_day_still_waits_there_when_it_was_deleted_days_later(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        floor.NowIs(SalesFloor.Wall(1, 11));
        var form = new BrokerForm { Name = "Form", LinkKey = "key", Source = new Source { Name = "Houses" }, On = true };
        var handed = new Submission { BrokerForm = form, FirstName = "Olga", LastName = "Sowa", SearchKey = "sowa olga", BrokerName = "Jan Kot", BrokerKey = "k1", ArrivedAt = SalesFloor.Wall(1, 11) };
        await floor.SaveAsync(handed);
        floor.NowIs(SalesFloor.Wall(4, 12));
        await floor.ChangeAsync(async db => db.Remove((await db.Set<Submission>().FindAsync(handed.Id))!));
        floor.NowIs(SalesFloor.Wall(4, 15));

        var replay = new ReplayQueries(floor.Office.Crm);
        foreach (var (day, hour, waiting) in ((int, int, int)[])[(1, 10, 0), (3, 10, 1), (4, 11, 1), (4, 13, 0)])
        {
            var moment = (await replay.AtAsync(Manager, SalesFloor.Monday.AddDays(day - 1), SalesFloor.Wall(day, hour, 30), default))!;
            Assert.Equal(waiting, moment.Deals.Pending);
        }
    }

    /// <summary>Of two calls one is taken and one lost; each moment shows them as whoever sat there saw them.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Calls_ring_are_talked_and_missed_again_and_what_is_put_right_at_noon_still_waits_at_ten(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var anna = await floor.Office.AddUserAsync("Anna", "Lis", "11");
        var ten = At.Warsaw.ToUtc(At.Day("2026-11-25"), new TimeOnly(10, 0));
        await TellAsync(floor, "lost", ten, (0, CallEventKind.Started), (5, CallEventKind.Ringing), (30, CallEventKind.Ended));
        await TellAsync(floor, "back", ten.AddHours(2), (0, CallEventKind.Started), (5, CallEventKind.Ringing), (9, CallEventKind.Answered), (99, CallEventKind.Ended));
        floor.Office.Clock.SetUtcNow(ten.AddDays(1));

        var replay = new ReplayQueries(floor.Office.Crm);
        async Task<(string Calls, int Missed, EmployeeState Anna)> AtAsync(double seconds)
        {
            var panel = (await replay.AtAsync(Manager, At.Day("2026-11-25"), ten.AddSeconds(seconds), default))!.Panel;
            return (string.Join(' ', panel.Calls.Select(call => call.Status)), panel.Missed.Count, panel.Departments[0].Employees.Single(e => e.UserId == anna.Id).State);
        }

        Assert.Equal(("", 0, EmployeeState.Free), await AtAsync(-1));
        Assert.Equal(("Ringing", 0, EmployeeState.Ringing), await AtAsync(6));
        Assert.Equal(("", 1, EmployeeState.Free), await AtAsync(31));
        Assert.Equal(("Ringing", 1, EmployeeState.Ringing), await AtAsync(7206));
        Assert.Equal(("Talking", 0, EmployeeState.OnCall), await AtAsync(7210));
        var day = await replay.DayAsync(Manager, At.Day("2026-11-25"), default);
        Assert.Equal((ReplayMarkKind.Missed, ten.AddSeconds(30)), (Assert.Single(day.Marks).Kind, day.Marks[0].At));
    }

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-11-25", 24)]
    public async Task A_day_on_which_the_clocks_change_has_one_hour_less_or_more(string day, int hours)
    {
        await using var floor = await SalesFloor.OpenAsync(DatabaseKind.Sqlite);
        await floor.SaveAsync(new Weights { ValidFrom = At.Day("2026-01-01") });
        await floor.ChangeAsync(async db => db.Set<Core.Journal.JournalEntry>().Add(new() { At = At.Warsaw.Day(At.Day("2026-01-01")).FromUtc, Event = "office.created", Subject = "office" }));
        floor.NowIs(SalesFloor.Wall(4, 9));
        var told = await new ReplayQueries(floor.Office.Crm).DayAsync(Manager, At.Day(day), default);
        Assert.Equal((ReplayDayKind.Past, TimeSpan.FromHours(hours)), (told.Kind, told.To - told.From));
    }

    [Fact]
    public async Task A_day_to_come_one_before_the_office_and_one_on_which_nothing_happened_say_so()
    {
        await using var floor = await SalesFloor.OpenAsync(DatabaseKind.Sqlite);
        floor.NowIs(SalesFloor.Wall(5, 9));
        var replay = new ReplayQueries(floor.Office.Crm);
        Assert.Equal(ReplayDayKind.Future, (await replay.DayAsync(Manager, At.Day("2027-01-01"), default)).Kind);
        Assert.Equal(ReplayDayKind.Before, (await replay.DayAsync(Manager, At.Day("2020-01-01"), default)).Kind);
        Assert.Equal((ReplayDayKind.Past, true), ((await replay.DayAsync(Manager, SalesFloor.Monday.AddDays(2), default)) is var day ? (day.Kind, day.IsQuiet) : default));
        Assert.Equal(ReplayDayKind.Today, (await replay.DayAsync(Manager, SalesFloor.Monday.AddDays(4), default)).Kind);
        // What is still to come is nobody's to see, and no moment lies on two days.
        Assert.Null(await replay.AtAsync(Manager, SalesFloor.Monday.AddDays(4), SalesFloor.Wall(5, 10), default));
        Assert.Null(await replay.AtAsync(Manager, SalesFloor.Monday.AddDays(2), SalesFloor.Wall(5, 8), default));
    }

    [Fact]
    public async Task A_manager_of_a_branch_sees_its_people_and_its_calls_and_whoever_may_not_watch_calls_none()
    {
        await using var floor = await SalesFloor.OpenAsync(DatabaseKind.Sqlite);
        var branch = new Branch { Name = "Centre" };
        await floor.SaveAsync(branch);
        await floor.ChangeAsync(async db => (await db.Set<Core.Users.User>().FindAsync(floor.Anna.Id))!.BranchId = branch.Id);
        await floor.PlanAsync(floor.Anna, 1, 0, 0);
        await floor.PlanAsync(floor.Jan, 1, 0, 0);
        await using var intake = new CallIntake(floor.Office.Crm, NullLogger<CallIntake>.Instance);
        floor.NowIs(SalesFloor.Wall(2, 10));
        await intake.AcceptAsync([new() { Exchange = "lab", CallKey = "one", EventId = "1", Kind = CallEventKind.Started, At = SalesFloor.Wall(2, 10), Direction = CallDirection.Inbound, Caller = "+48601000001" }], default);
        floor.NowIs(SalesFloor.Wall(3, 9));

        var replay = new ReplayQueries(floor.Office.Crm);
        Task<ReplayMoment?> SeenBy(Actor actor) => replay.AtAsync(actor, SalesFloor.Monday.AddDays(1), SalesFloor.Wall(2, 10, 1), default);
        Assert.Equal(2, (await SeenBy(Manager))!.People.People.Count);
        Assert.Equal("Anna Lis", Assert.Single((await SeenBy(Manager with { Scope = Scope.Branch, BranchId = branch.Id }))!.People.People).Name);
        Assert.Empty((await SeenBy(Manager with { Scope = Scope.Branch, BranchId = null }))!.People.People);
        Assert.Single((await SeenBy(Manager))!.Panel.Calls);
        Assert.Empty((await SeenBy(Manager with { Permissions = [WallPermissions.Replay] }))!.Panel.Calls);
        await Assert.ThrowsAsync<AccessRefused>(() => SeenBy(Manager with { Permissions = [CallPermissions.Watch] }));
    }

    private static async Task TellAsync(CallFloor floor, string key, DateTime start, params (int After, CallEventKind Kind)[] events)
    {
        foreach (var (after, kind) in events)
        {
            floor.Office.Clock.SetUtcNow(start.AddSeconds(after));
            await floor.TellAsync(new CallEvent
            {
                Exchange = "lab", CallKey = key, EventId = $"{key} {after}", Kind = kind, At = start.AddSeconds(after), Direction = CallDirection.Inbound, Caller = "+48601000001",
                Leg = kind is CallEventKind.Ringing or CallEventKind.Answered ? "leg" : null, Extension = kind is CallEventKind.Ringing ? "11" : null,
            });
        }
    }
}
