using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C7")]
public sealed class WhoIsFreeTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task Each_employee_is_free_ringing_on_a_call_in_a_meeting_or_away(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var (free, rung, talks, meets, away, absent) = (
            await PersonAsync(floor, "Free", "101"), await PersonAsync(floor, "Rung", "102"), await PersonAsync(floor, "Talks", "103"),
            await PersonAsync(floor, "Meets", "104"), await PersonAsync(floor, "Away", "105"), await PersonAsync(floor, "Absent", "106"));
        var client = await floor.Office.AddClientAsync("Anna", "Nowak");
        var now = TestOffice.Monday;
        await floor.ReadAsync(async db =>
        {
            db.Add(Meeting(client.Id, meets, now.AddMinutes(-10), now.AddMinutes(50)));
            // Who talks on the telephone talks, whatever the calendar says.
            db.Add(Meeting(client.Id, talks, now.AddMinutes(-10), now.AddMinutes(50)));
            db.Add(new Absence { UserId = absent, From = DateOnly.FromDateTime(now), To = DateOnly.FromDateTime(now).AddDays(2) });
            (await db.Set<User>().SingleAsync(u => u.Id == away)).Away = true;
            return await db.SaveChangesAsync();
        });
        await floor.TellAsync(new Told("rings").Inbound().Rings(1, "a", "102").Events.Concat(new Told("talks").Inbound().Rings(1, "b", "103").Answers(5, "b").Events));
        await using var panel = await Panel.OpenAsync(floor);

        var people = (await panel.ShowsAsync(shown => shown.Calls.Count == 2)).Departments.SelectMany(d => d.Employees).ToDictionary(e => e.UserId);
        Assert.Equal(EmployeeState.Free, people[free].State);
        Assert.Equal((EmployeeState.Ringing, Told.At(1)), (people[rung].State, people[rung].Since));
        Assert.Equal((EmployeeState.OnCall, Told.At(5)), (people[talks].State, people[talks].Since));
        Assert.Equal((EmployeeState.InMeeting, now.AddMinutes(50)), (people[meets].State, people[meets].Until));
        Assert.Equal(EmployeeState.Away, people[away].State);
        Assert.Equal((EmployeeState.Away, floor.Office.Office.Time.Day(DateOnly.FromDateTime(now).AddDays(2)).ToUtc), (people[absent].State, people[absent].Until));
    }

    [Fact]
    public async Task A_meeting_begins_and_ends_without_anybody_ringing_a_bell()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        var ewa = await PersonAsync(floor, "Ewa", "101");
        var client = await floor.Office.AddClientAsync("Anna", "Nowak");
        await floor.ReadAsync(db =>
        {
            db.Add(Meeting(client.Id, ewa, TestOffice.Monday.AddMinutes(5), TestOffice.Monday.AddMinutes(65)));
            return db.SaveChangesAsync();
        });
        await using var panel = await Panel.OpenAsync(floor);
        Assert.Equal(EmployeeState.Free, State(await panel.ShowsAsync(now => now.Departments.Count == 1)));

        floor.Office.Clock.Advance(TimeSpan.FromMinutes(6));
        await panel.ShowsAsync(now => State(now) == EmployeeState.InMeeting);
        floor.Office.Clock.Advance(TimeSpan.FromMinutes(60));
        await panel.ShowsAsync(now => State(now) == EmployeeState.Free);
    }

    private static EmployeeState State(CallsNow now) => now.Departments[0].Employees[0].State;

    private static async Task<int> PersonAsync(CallFloor floor, string name, string extension) => (await floor.Office.AddUserAsync(name, "Lis", extension)).Id;

    private static Activity Meeting(int clientId, int userId, DateTime from, DateTime to) => new()
    {
        Type = ActivityType.Meeting, ClientId = clientId, AssignedToId = userId, StartsAt = from, EndsAt = to, CreatedAt = from.AddDays(-1),
    };
}
