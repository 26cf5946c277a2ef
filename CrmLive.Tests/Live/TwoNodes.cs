using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CrmLive.Tests.Live;

/// <summary>Two nodes on one PostgreSQL, each with its own bus, as two processes would have.</summary>
public sealed class TwoNodes : IAsyncDisposable
{
    private readonly TestOffice _office;

    private TwoNodes(TestOffice office)
    {
        _office = office;
        Here = new PostgresLiveBus(office.Options.Postgres!, TimeProvider.System, checkEvery: TimeSpan.FromMilliseconds(100));
        There = new PostgresLiveBus(office.Options.Postgres!, TimeProvider.System, checkEvery: TimeSpan.FromMilliseconds(100));
        CrmHere = new CrmDb(office.Options, Here, office.Office, office.Clock);
    }

    public PostgresLiveBus Here { get; }

    public PostgresLiveBus There { get; }

    public CrmDb CrmHere { get; }

    /// <summary>A node that commits and dies before it has told anybody.</summary>
    public TestOffice DiesMute => _office;

    public static async Task<TwoNodes> StartAsync()
    {
        Needs.Postgres();
        var nodes = new TwoNodes(await TestOffice.OpenAsync(DatabaseKind.Postgres));
        await nodes.EverybodyListensAsync();
        return nodes;
    }

    private async Task EverybodyListensAsync() =>
        await Eventually.True(async () => await CountAsync("query LIKE 'LISTEN%' OR query LIKE '%max(%'") >= 2, "both nodes listen");

    /// <summary>Gives the ring of the change.</summary>
    public async Task<LiveEvent> AddClientHereAsync(string name)
    {
        await using var db = CrmHere.Open(Actor.System);
        var status = await db.Set<DictionaryEntry>().Where(e => e.Key == ClientStatusKeys.New).Select(e => e.Id).FirstAsync();
        var client = new Client { FirstName = name, StatusId = status, CreatedAt = TestOffice.Monday };
        db.Add(client);
        await db.SaveChangesAsync();
        return new LiveEvent(LiveTopic.Clients, client.Id, await db.Set<JournalEntry>().Where(e => e.ClientId == client.Id).MaxAsync(e => e.Seq));
    }

    public async Task CutAsync(PostgresLiveBus node)
    {
        await using var connection = new NpgsqlConnection(_office.Options.Postgres);
        await connection.OpenAsync();
        await using var cut = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = $1", connection)
        {
            Parameters = { new() { Value = $"CrmLive live {node.Node}" } },
        };
        Assert.True((long)(await cut.ExecuteScalarAsync())! > 0);
    }

    public async ValueTask DisposeAsync()
    {
        await CrmHere.DisposeAsync();
        await Here.DisposeAsync();
        await There.DisposeAsync();
        await _office.DisposeAsync();
    }

    private async Task<long> CountAsync(string where)
    {
        await using var connection = new NpgsqlConnection(_office.Options.Postgres);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand(
            $"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'CrmLive live%' AND ({where})", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
