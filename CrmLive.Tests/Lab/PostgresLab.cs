using System.Collections.Concurrent;
using Npgsql;

namespace CrmLive.Tests.Lab;

/// <summary>One PostgreSQL for the whole run, a fresh database for each test. Call <see cref="Needs.Postgres"/> first.</summary>
public static class PostgresLab
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(PostgresServer.StartAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();
    private static int _databases;

    public static Task<PostgresDatabase> NewDatabaseAsync() => CopyAsync("template1");

    /// <summary>A copy of a database that <paramref name="build"/> (given the connection string) makes once a run: migrated tables, sample rows. A copy takes about 50 ms.</summary>
    public static async Task<PostgresDatabase> NewDatabaseAsync(string template, Func<string, Task> build) =>
        await CopyAsync(await Templates.GetOrAdd(template, name => new(() => BuildAsync(name, build))).Value);

    private static async Task<string> BuildAsync(string template, Func<string, Task> build)
    {
        var server = await Server.Value;
        var name = $"template_{template}";
        await server.ExecuteAsync($"CREATE DATABASE \"{name}\"");
        // Unpooled: a database with an idle connection left in a pool cannot be copied.
        await build(server.ConnectionString(name, pooled: false));
        return name;
    }

    private static async Task<PostgresDatabase> CopyAsync(string template)
    {
        var server = await Server.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE \"{template}\"");
        return new PostgresDatabase(server, name);
    }
}

public sealed class PostgresDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    public string ConnectionString { get; } = server.ConnectionString(name);

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }
}
