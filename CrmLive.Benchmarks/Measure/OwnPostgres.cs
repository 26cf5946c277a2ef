using System.Diagnostics;
using CrmLive.Tests.Lab;
using Npgsql;

namespace CrmLive.Benchmarks.Measure;

/// <summary>A PostgreSQL for one measurement, as it is when nobody tuned it; ends with this process.</summary>
public sealed class OwnPostgres(LeashedProcess process, string connection) : IAsyncDisposable
{
    public string Connection => connection;

    /// <summary>Null when there is none on the machine.</summary>
    public static async Task<OwnPostgres?> StartAsync(CancellationToken ct)
    {
        if (Directory.GetDirectories("/usr/lib", "postgresql").SelectMany(Directory.GetDirectories).Select(version => $"{version}/bin").LastOrDefault() is not { } binaries)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("crmlive-bench-postgres-").FullName;
        string[] asPostgres = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(["chown", "postgres", folder], ct);
        }

        await RunAsync([.. asPostgres, $"{binaries}/initdb", "-D", $"{folder}/data", "-U", "crmlive", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"], ct);
        var port = FreePort.Tcp();
        var process = LeashedProcess.Start(folder, "INT",
            [.. asPostgres, $"{binaries}/postgres", "-D", $"{folder}/data", "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]);
        var started = new OwnPostgres(process, new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "crmlive", Database = "postgres" }.ConnectionString);
        await started.ReadyAsync(ct);
        return started;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private async Task ReadyAsync(CancellationToken ct)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var started = Stopwatch.GetTimestamp(); await looks.WaitForNextTickAsync(ct);)
        {
            try
            {
                await using var opened = new NpgsqlConnection(connection);
                await opened.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(1))
            {
                // Not yet.
            }
        }
    }

    private static async Task RunAsync(string[] command, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/", RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}.");
        }
    }
}
