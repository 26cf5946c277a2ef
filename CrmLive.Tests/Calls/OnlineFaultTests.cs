using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C6")]
public sealed class OnlineFaultTests
{
    public static TheoryData<DatabaseKind> Kinds => TestOffice.Kinds;

    [SkippableTheory, MemberData(nameof(Kinds))]
    public async Task A_view_that_cannot_be_read_says_so_keeps_what_it_had_and_recovers_by_itself(DatabaseKind kind)
    {
        await using var floor = await CallFloor.OpenAsync(kind);
        await using var panel = await Panel.OpenAsync(floor);
        await floor.TellAsync(new Told().Inbound().Rings(1, "a", "101").Events);
        await panel.ShowsAsync(now => now.Calls.Count == 1);

        await SqlAsync(floor, """ALTER TABLE "Calls" RENAME TO "Nowhere" """);
        await floor.Office.AddUserAsync("Ewa", "Lis", "101");
        Assert.Single((await panel.ShowsAsync(now => now.Failed)).Calls);

        await SqlAsync(floor, """ALTER TABLE "Nowhere" RENAME TO "Calls" """);
        await PassesAsync(floor, panel, now => !now.Failed && now.Departments.Count == 1);

        // Not once but as before: the very next bell is heard, and needs no clock.
        await floor.TellAsync(new Told("second").Inbound().Rings(1, "b", "101").Events);
        await panel.ShowsAsync(now => now.Calls.Count == 2);
    }

    // A second between two tries, on the office's clock.
    private static Task PassesAsync(CallFloor floor, Panel panel, Func<CallsNow, bool> condition) => Eventually.True(
        () =>
        {
            floor.Office.Clock.Advance(TimeSpan.FromSeconds(1));
            return condition(panel.Now);
        },
        TimeSpan.FromSeconds(30), "the panel recovers");

    private static Task<int> SqlAsync(CallFloor floor, string sql) => floor.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));
}
