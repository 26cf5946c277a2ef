using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace CrmLive.Core.Data;

/// <summary>PostgreSQL's own pg_dump and pg_restore: nothing of ours would know its databases better.</summary>
internal static class PostgresTool
{
    public static Task DumpAsync(string connectionString, string file, CancellationToken ct) =>
        RunAsync("pg_dump", connectionString, ["--format=custom", "--no-owner", $"--file={file}"], ct);

    public static Task RestoreAsync(string connectionString, string file, CancellationToken ct) =>
        RunAsync("pg_restore", connectionString, ["--no-owner", "--exit-on-error", "--single-transaction", file], ct);

    private static async Task RunAsync(string program, string connectionString, string[] arguments, CancellationToken ct)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        string[] where = [$"--host={to.Host}", $"--port={to.Port}", $"--username={to.Username}", $"--dbname={to.Database}", "--no-password"];
        var start = new ProcessStartInfo(program, [.. where, .. arguments]) { RedirectStandardError = true };
        // By the environment: a command line can be read by every user of the machine.
        start.Environment["PGPASSWORD"] = to.Password;
        try
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
            {
                throw new DataFault($"{program} failed: {said.ReplaceLineEndings(" ").Trim()}");
            }
        }
        catch (Win32Exception e)
        {
            throw new DataFault($"{program} is not on this machine; install PostgreSQL's client programs, or run on the database's machine: {program} {string.Join(' ', [.. where[2..4], .. arguments])}", e);
        }
    }
}
