using System.Diagnostics;
using Npgsql;
using Xunit.Abstractions;

namespace CrmLive.Tests.Lab;

public sealed class PostgresLabTests(ITestOutputHelper output)
{
    [SkippableFact, Trait("Feature", "P23")]
    public async Task Every_test_gets_a_database_of_its_own_copied_from_a_template_built_once()
    {
        Needs.Postgres();
        var built = 0;
        Task Build(string connectionString)
        {
            built++;
            return RunAsync(connectionString, "CREATE TABLE guests (name text); INSERT INTO guests VALUES ('Anna')");
        }

        var started = Stopwatch.GetTimestamp();
        await using var first = await PostgresLab.NewDatabaseAsync("lab", Build);
        output.WriteLine($"server and template ready, first copy: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
        started = Stopwatch.GetTimestamp();
        await using var second = await PostgresLab.NewDatabaseAsync("lab", Build);
        output.WriteLine($"second copy: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");

        await RunAsync(first.ConnectionString, "DELETE FROM guests");
        Assert.Equal(0L, await RunAsync(first.ConnectionString, "SELECT count(*) FROM guests"));
        Assert.Equal(1L, await RunAsync(second.ConnectionString, "SELECT count(*) FROM guests"));
        Assert.Equal(1, built);
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
