using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Calls;

/// <summary>A database that is full, locked or written by two: nothing acknowledged is lost, nothing is half there, and it goes on afterwards.</summary>
[Trait("Feature", "C1")]
public sealed class IntakeFaultTests
{
    [Fact]
    public async Task On_a_full_disk_the_sender_is_told_so_and_may_send_again()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await floor.TellAsync(new Told("before").Inbound().Events);
        await LimitPagesAsync(floor, 1);
        var many = Enumerable.Range(0, 300).SelectMany(i => new Told($"during-{i}").Inbound().Rings(1, "a").Events).ToArray();

        var failure = await Assert.ThrowsAsync<IntakeFailed>(() => floor.TellAsync(many));
        Assert.Equal(13, Assert.IsType<SqliteException>(failure.InnerException).SqliteErrorCode);
        Assert.Equal(1, await floor.ReadAsync(db => db.Set<StoredCallEvent>().CountAsync()));
        Assert.Equal(1, await floor.ReadAsync(db => db.Set<Call>().CountAsync()));

        await LimitPagesAsync(floor, 1_073_741_823);
        Assert.Equal(600, (await floor.TellAsync(many)).Taken);
        Assert.Equal(301, await floor.ReadAsync(db => db.Set<Call>().CountAsync()));
    }

    [Fact]
    public async Task While_another_program_holds_the_database_the_sender_waits_and_then_has_its_answer()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await using var other = new SqliteConnection($"Data Source={floor.Office.Options.DatabaseFile};Pooling=False");
        await other.OpenAsync();
        var held = other.BeginTransaction(deferred: false);
        var answer = floor.TellAsync(new Told().Inbound().Events);
        Assert.False(answer.IsCompleted);

        await held.RollbackAsync();
        Assert.Equal(1, (await answer).Taken);
    }

    [Fact]
    public async Task Once_the_database_file_is_gone_nothing_is_acknowledged_into_the_void_and_no_empty_one_is_begun()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        await floor.TellAsync(new Told("before").Inbound().Events);
        await floor.CrashAsync();
        await floor.TellAsync(new Told("again").Inbound().Events);
        var (file, aside) = (floor.Office.Options.DatabaseFile, floor.Office.Options.DatabaseFile + ".aside");
        File.Move(file, aside);

        var failure = await Assert.ThrowsAsync<IntakeFailed>(() => floor.TellAsync(new Told("during").Inbound().Events));
        Assert.Equal("The database file is no longer there; stop CrmLive and restore it from a backup.", Assert.IsType<SqliteException>(failure.InnerException).Message);
        await Assert.ThrowsAsync<SqliteException>(() => floor.Office.AddUserAsync("Ewa", "Lis"));
        await Assert.ThrowsAsync<SqliteException>(() => new DatabaseHealth(floor.Office.Crm).ComplaintAsync(default));
        Assert.False(File.Exists(file));

        File.Move(aside, file);
        Assert.Equal(1, (await floor.TellAsync(new Told("during").Inbound().Events)).Taken);
        Assert.Equal(3, await floor.ReadAsync(db => db.Set<Call>().CountAsync()));
    }

    [SkippableFact, Trait("Feature", "C2")]
    public async Task Two_nodes_that_hear_of_one_call_at_once_lose_nothing_of_it()
    {
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Postgres);
        await using var crm = new CrmDb(floor.Office.Options, floor.Office.Bus, floor.Office.Office, floor.Office.Clock);
        await using var other = new CallIntake(crm, NullLogger<CallIntake>.Instance);
        var stories = Enumerable.Range(1, 20).Select(seed => new Story(seed).Told.Events.Select(e => e with { CallKey = $"call-{seed}", EventId = $"{seed}-{e.EventId}" }).ToArray()).ToArray();

        await Task.WhenAll(stories.SelectMany(events => events).Select((e, i) => (i % 2 == 0 ? floor.Intake : other).AcceptAsync([e], default)));

        foreach (var events in stories)
        {
            var (state, call) = (CallTracker.Fold(events), await floor.CallAsync(events[0].CallKey));
            Assert.Equal((state.Status, state.EndedAt, state.Legs.Length), (call.Status, call.EndedAt, call.Legs.Count));
        }
        var ended = await floor.ReadAsync(db => db.Set<Call>().CountAsync(c => c.EndedAt != null));
        Assert.Equal(ended, await floor.ReadAsync(db => db.Set<DailyTotal>().SumAsync(t => t.Count)));
    }

    /// <summary>SQLite's own full disk, on every connection the pool may hand out. It never goes below what is there: 1 means "not a page more than now".</summary>
    private static async Task LimitPagesAsync(CallFloor floor, int pages)
    {
        var connections = new List<SqliteConnection>();
        for (var i = 0; i < 8; i++)
        {
            var connection = new SqliteConnection(floor.Office.Crm.SqliteConnectionString);
            connections.Add(connection);
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {pages}";
            await command.ExecuteNonQueryAsync();
        }
        foreach (var connection in connections) await connection.DisposeAsync();
    }
}
