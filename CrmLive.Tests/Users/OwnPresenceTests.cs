using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Users;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Users;

[Trait("Feature", "C7")]
public sealed class OwnPresenceTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Who_says_they_are_away_is_seen_away_by_everybody_and_the_journal_tells_it(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        var ewa = CallFloor.As(await floor.Office.AddUserAsync("Ewa", "Lis", "101"));
        await floor.Office.AddUserAsync("Jan", "Lis", "102");
        await using var panel = await Panel.OpenAsync(floor);
        var presence = new OwnPresence(floor.Office.Crm);

        await presence.SayAsync(ewa, away: true, default);
        Assert.True(await presence.IsAwayAsync(ewa, default));
        await panel.ShowsAsync(now => StatesOf(now) is [EmployeeState.Away, EmployeeState.Free]);

        await presence.SayAsync(ewa, away: false, default);
        Assert.False(await presence.IsAwayAsync(ewa, default));
        await panel.ShowsAsync(now => StatesOf(now) is [EmployeeState.Free, EmployeeState.Free]);

        var told = await floor.ReadAsync(db => db.Set<JournalEntry>().OrderBy(e => e.Seq)
            .Where(e => e.UserId == ewa.UserId && e.Subject == "user").Select(e => e.Event).ToListAsync());
        Assert.Equal(["user.went-away", "user.came-back"], told);
    }

    [Fact]
    public async Task Nobody_can_be_away()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await new OwnPresence(floor.Office.Crm).SayAsync(Actor.Nobody, away: true, default);
        Assert.False(await new OwnPresence(floor.Office.Crm).IsAwayAsync(Actor.Nobody, default));
    }

    private static List<EmployeeState> StatesOf(CallsNow now) => [.. now.Departments.SelectMany(d => d.Employees).OrderBy(e => e.Name).Select(e => e.State)];
}
