using Npgsql;

namespace CrmLive.Tests.Lab;

/// <summary>A PostgreSQL of its own in a temporary folder, on a loopback port; it promises nothing about a power cut and is quick for it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly string[] Quick =
        ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=200", "listen_addresses=127.0.0.1", "unix_socket_directories="];

    private readonly LeashedProcess _process;
    private readonly int _port;

    private PostgresServer(LeashedProcess process, int port) => (_process, _port) = (process, port);

    /// <summary>Folder of initdb and postgres, the newest on the machine; null when there is none.</summary>
    public static string? Binaries { get; } = FindBinaries();

    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("crmlive-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        if (Environment.IsPrivilegedProcess)
            await Programs.RunAsync(["chown", "postgres", folder]);
        await Programs.RunAsync([.. AsPostgres, $"{Binaries}/initdb", "-D", data, "-U", "crmlive", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);

        var port = FreePort.Tcp();
        var process = LeashedProcess.Start(folder, "INT",
            [.. AsPostgres, $"{Binaries}/postgres", "-D", data, "-p", $"{port}", .. Quick.SelectMany(setting => (string[])["-c", setting])]);
        var server = new PostgresServer(process, port);
        await server.ReadyAsync();
        return server;
    }

    public string ConnectionString(string database, bool pooled = true) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "crmlive",
        Database = database,
        Pooling = pooled,
        IncludeErrorDetail = true,
    }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task ReadyAsync() => Eventually.True(async () =>
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }, () => $"PostgreSQL answers. It said: {_process.Output}");

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] AsPostgres => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private static string? FindBinaries()
    {
        const string debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0).Select(version => $"{version}/bin")
            : [];
        return folders.Append(Path.GetDirectoryName(Programs.Find("initdb"))).FirstOrDefault(folder => File.Exists($"{folder}/postgres"));
    }
}
