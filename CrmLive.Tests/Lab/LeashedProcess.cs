using System.Diagnostics;
using System.Text;

namespace CrmLive.Tests.Lab;

/// <summary>
/// A server that ends with the test process, however that ends: a small shell holds the other end of a pipe from us, and when the
/// pipe closes (we stop, crash or are killed) it stops the server and removes its folder.
/// </summary>
public sealed class LeashedProcess : IAsyncDisposable
{
    private const string Leash = """
        folder=$1; signal=$2; shift 2
        trap : INT TERM HUP
        "$@" </dev/null &
        server=$!
        while read -r order; do
            if [ "$order" = START ]; then
                wait $server
                "$@" </dev/null &
                server=$!
            else
                kill -s "$order" $server 2>/dev/null
            fi
        done
        kill -s "$signal" $server 2>/dev/null
        wait $server
        rm -rf "$folder"
        """;

    private readonly Process _shell;
    private readonly StringBuilder _output = new();

    private LeashedProcess(Process shell)
    {
        _shell = shell;
        _shell.OutputDataReceived += (_, line) => Keep(line.Data);
        _shell.ErrorDataReceived += (_, line) => Keep(line.Data);
        _shell.BeginOutputReadLine();
        _shell.BeginErrorReadLine();
    }

    /// <summary>What the server printed so far, for the message of a test that failed.</summary>
    public string Output { get { lock (_output) return _output.ToString(); } }

    /// <param name="folder">Removed once the server has ended.</param>
    /// <param name="stopSignal">How this server likes to be asked to stop at once: INT, TERM.</param>
    public static LeashedProcess Start(string folder, string stopSignal, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in (string[])["-c", Leash, "leash", folder, stopSignal, .. command])
            start.ArgumentList.Add(argument);
        return new LeashedProcess(Process.Start(start)!);
    }

    /// <summary>Sends the server a signal (KILL for a crash), keeping its folder.</summary>
    public Task SignalAsync(string signal) => OrderAsync(signal);

    /// <summary>Waits for the server to have ended after a signal, and starts it anew on the same folder.</summary>
    public Task StartAgainAsync() => OrderAsync("START");

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private async Task OrderAsync(string order)
    {
        await _shell.StandardInput.WriteLineAsync(order);
        await _shell.StandardInput.FlushAsync();
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
