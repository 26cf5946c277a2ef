using CrmLive.Core.Documents;

namespace CrmLive.Tests.Lab;

/// <summary>A real clamd on a socket of its own, which knows one virus: the test file of EICAR, by a signature written here, for nothing may be fetched from outside.</summary>
public sealed class ClamdLab : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly LeashedProcess _server;

    private ClamdLab(LeashedProcess server, ScanOptions options) => (_server, Options) = (server, options);

    public ScanOptions Options { get; }

    /// <summary>The harmless file every scanner calls a virus; put together here, so that no scanner stops over this source.</summary>
    public static byte[] Eicar { get; } = [.. @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR"u8, .. "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"u8];

    public static async Task<ClamdLab> StartAsync()
    {
        Needs.Clamd();
        var folder = Directory.CreateTempSubdirectory("crmlive-clamd-").FullName;
        var socket = Path.Combine(folder, "clamd.ctl");
        Directory.CreateDirectory(Path.Combine(folder, "db"));
        await File.WriteAllTextAsync(Path.Combine(folder, "db", "own.ndb"), $"Own.Eicar-Test:0:*:{Convert.ToHexStringLower(Eicar)}\n");
        await File.WriteAllLinesAsync(Path.Combine(folder, "clamd.conf"),
        [
            "Foreground yes", $"DatabaseDirectory {folder}/db", $"LocalSocket {socket}", $"TemporaryDirectory {folder}", "ConcurrentDatabaseReload no", "MaxThreads 2", "StreamMaxLength 30M",
        ]);
        var server = LeashedProcess.Start(folder, "TERM", [Programs.Find("clamd")!, "--config-file", Path.Combine(folder, "clamd.conf")]);
        await Eventually.True(() => Task.FromResult(File.Exists(socket)), Patience, () => $"clamd does not listen: {server.Output}");
        return new ClamdLab(server, new ScanOptions { Clamd = $"unix:{socket}" });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
