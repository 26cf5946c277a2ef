using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Data;

public sealed class WalKeeperTests
{
    [Fact]
    public async Task What_many_saves_left_in_the_log_is_carried_into_the_database_though_nobody_saves_any_more()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        using var keeper = new WalKeeper(office.Crm, NullLogger<WalKeeper>.Instance);
        await keeper.StartAsync(default);
        var before = Database(office).Length;

        await SaveAsync(office, mebibytes: 6);
        Assert.Equal(before, Database(office).Length);

        await Eventually.True(() => Beat(office) && Database(office).Length > before + (5 << 20), "The log was not carried over.");
        await keeper.StopAsync(default);
    }

    private static bool Beat(TestOffice office)
    {
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        return true;
    }

    private static FileInfo Database(TestOffice office) => new(office.Options.DatabaseFile);

    private static async Task SaveAsync(TestOffice office, int mebibytes)
    {
        for (var i = 0; i < mebibytes; i++)
        {
            await using var db = office.Crm.Open(Actor.System);
            db.Add(new Client { LastName = "Nowak", Description = new string('x', 1 << 20), StatusId = await db.StatusIdAsync(ClientStatusKeys.New, default), SearchKey = "nowak", CreatedAt = TestOffice.Monday });
            await db.SaveChangesAsync();
        }
    }
}
