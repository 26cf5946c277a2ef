using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Replay;
using CrmLive.Tests.Data;
using CrmLive.Tests.Kpi;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Replay;

/// <summary>Calls that came without events, as those of an import: their row and its legs tell the times between.</summary>
[Trait("Feature", "K16")]
public sealed class ImportedCallTests
{
    private static readonly Actor Manager = People.Of(BuiltInRoles.Manager);

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_call_without_events_rings_is_talked_handed_on_and_over_at_the_times_of_its_row(DatabaseKind kind)
    {
        await using var floor = await SalesFloor.OpenAsync(kind);
        var ten = SalesFloor.Wall(2, 10);
        var talk = floor.Talk(floor.Jan, null, ten);
        (talk.Status, talk.AnsweredAt, talk.TransferredAt, talk.EndedAt) = (CallStatus.TransferredAnswered, ten.AddSeconds(9), ten.AddSeconds(60), ten.AddSeconds(200));
        talk.Legs =
        [
            Leg("one", floor.Anna.Id, "11", ten.AddSeconds(3), ten.AddSeconds(9), ten.AddSeconds(60)),
            Leg("two", floor.Jan.Id, "12", ten.AddSeconds(70), ten.AddSeconds(80), ten.AddSeconds(200)),
        ];
        // Brought in with many others the day after: the journal does not tell of its coming.
        floor.NowIs(SalesFloor.Wall(3, 9));
        await floor.SaveAsync(talk);
        await floor.ChangeAsync(async db => db.RemoveRange(await db.Set<JournalEntry>().Where(e => e.Subject == "call").ToListAsync()));
        floor.NowIs(SalesFloor.Wall(4, 9));

        var replay = new ReplayQueries(floor.Office.Crm);
        async Task<(string Call, EmployeeState Anna, EmployeeState Jan)> AtAsync(int seconds)
        {
            var panel = (await replay.AtAsync(Manager, SalesFloor.Monday.AddDays(1), ten.AddSeconds(seconds), default))!.Panel;
            EmployeeState Of(int user) => panel.Departments.SelectMany(d => d.Employees).Single(e => e.UserId == user).State;
            return (string.Join(' ', panel.Calls.Select(call => $"{call.Status} {call.Parties.Count}")), Of(floor.Anna.Id), Of(floor.Jan.Id));
        }

        Assert.Equal(("", EmployeeState.Free, EmployeeState.Free), await AtAsync(-1));
        Assert.Equal(("Ringing 0", EmployeeState.Free, EmployeeState.Free), await AtAsync(1));
        Assert.Equal(("Ringing 1", EmployeeState.Ringing, EmployeeState.Free), await AtAsync(4));
        Assert.Equal(("Talking 1", EmployeeState.OnCall, EmployeeState.Free), await AtAsync(30));
        Assert.Equal(("Transferring 1", EmployeeState.Free, EmployeeState.Ringing), await AtAsync(75));
        Assert.Equal(("Talking 1", EmployeeState.Free, EmployeeState.OnCall), await AtAsync(100));
        Assert.Equal(("", EmployeeState.Free, EmployeeState.Free), await AtAsync(201));
    }

    private static CallLeg Leg(string key, int user, string extension, DateTime rang, DateTime answered, DateTime ended) => new()
    {
        LegKey = key, UserId = user, Extension = extension, Role = LegRole.Operator, Status = LegStatus.Answered, RangAt = rang, AnsweredAt = answered, EndedAt = ended,
    };
}
