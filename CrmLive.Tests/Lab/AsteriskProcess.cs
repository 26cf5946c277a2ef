using System.Net.Sockets;

namespace CrmLive.Tests.Lab;

/// <summary>One Asterisk with a configuration of its own, run from Debian's files in a folder beside the system (chroot).</summary>
public sealed class AsteriskProcess : IAsyncDisposable
{
    private readonly LeashedProcess _process;
    private readonly string _folder;

    private AsteriskProcess(LeashedProcess process, string folder, int amiPort) => (_process, _folder, AmiPort) = (process, folder, amiPort);

    public static string Root { get; } = Environment.GetEnvironmentVariable("CRMLIVE_LAB") is { Length: > 0 } folder ? folder : "/var/cache/crmlive/asterisk";

    public static bool IsInstalled => File.Exists($"{Root}/usr/sbin/asterisk");

    /// <summary>Port of the manager interface (AMI) on 127.0.0.1.</summary>
    public int AmiPort { get; }

    /// <summary>The exchange's recordings folder as the world outside the chroot sees it.</summary>
    public string RecordingsFolder => Path.Combine(_folder, "spool/monitor");

    /// <param name="files">Configuration files by name; "@" in them stands for the folder as Asterisk sees it.</param>
    public static async Task<AsteriskProcess> StartAsync(string name, int amiPort, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory($"{Root}/tmp");
        var inside = $"/tmp/crmlive-{name}-{Guid.NewGuid():N}";
        var folder = Root + inside;
        foreach (var part in (string[])["db", "spool/outgoing", "spool/monitor", "run", "log"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        foreach (var (file, text) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, file), text.Replace("@@", inside, StringComparison.Ordinal));
        await File.WriteAllBytesAsync(Path.Combine(folder, "silence.sln"), new byte[320]);

        var process = LeashedProcess.Start(folder, "TERM", ["chroot", Root, "asterisk", "-f", "-C", $"{inside}/asterisk.conf"]);
        var asterisk = new AsteriskProcess(process, folder, amiPort);
        await asterisk.ReadyAsync();
        return asterisk;
    }

    /// <summary>Runs one command of the exchange's own console.</summary>
    public Task<string> ConsoleAsync(string command) =>
        Programs.RunAsync(["chroot", Root, "asterisk", "-C", $"{_folder[Root.Length..]}/asterisk.conf", "-rx", command]);

    /// <summary>Places a call: Asterisk picks up what is put into its spool folder.</summary>
    public async Task SpoolAsync(string callFile)
    {
        var name = $"{Guid.NewGuid():N}.call";
        var draft = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(draft, callFile);
        File.Move(draft, Path.Combine(_folder, "spool/outgoing", name));
    }

    public Task StopAsync() => EndAsync("TERM");

    /// <summary>As if the machine of the exchange had lost its power: calls end, nobody is told.</summary>
    public Task KillAsync() => EndAsync("KILL");

    public async Task StartAgainAsync()
    {
        await _process.StartAgainAsync();
        await ReadyAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task EndAsync(string signal)
    {
        await _process.SignalAsync(signal);
        await Eventually.True(async () => !await ListensAsync(), "the exchange stops");
    }

    // The manager opens before the dialplan is read; "Fully booted" is the word for being ready to take calls.
    private Task ReadyAsync() => Eventually.True(
        async () => await ListensAsync() && await BootedAsync(), () => $"Asterisk has started. It said: {_process.Output}");

    private async Task<bool> BootedAsync()
    {
        await ConsoleAsync("core waitfullybooted");
        return true;
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", AmiPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
