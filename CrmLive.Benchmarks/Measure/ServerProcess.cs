using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CrmLive.Benchmarks.Measure;

/// <summary>A server under measurement, in a process of its own, on a free loopback port; stopped with this object.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private ServerProcess(Process process, Uri home)
    {
        _process = process;
        Home = home;
    }

    public Uri Home { get; }

    public int Id => _process.Id;

    /// <summary>From the start of the process to its first healthy answer.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Resident memory of the process in KiB.</summary>
    public long ResidentKiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024;
        }
    }

    /// <summary>What the process has worked so far; unlike the clock on the wall, the same on a busy machine.</summary>
    public TimeSpan Worked
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> StartAsync(
        string assembly, IEnumerable<string> arguments, string ready, CancellationToken ct, IReadOnlyDictionary<string, string>? environment = null)
    {
        var home = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(assembly)),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[Path.GetFullPath(assembly), .. arguments, "--urls", home.AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        var began = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(start)!, home);
        server.ListenToOutput();
        try
        {
            await server.UntilAnswersAsync(ready, ct);
            server.ReadyAfter = Stopwatch.GetElapsedTime(began);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void ListenToOutput()
    {
        const int kept = 30;
        void Keep(object sender, DataReceivedEventArgs e)
        {
            lock (_lastLines)
            {
                _lastLines.Enqueue(e.Data ?? "");
                while (_lastLines.Count > kept)
                {
                    _lastLines.Dequeue();
                }
            }
        }
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task UntilAnswersAsync(string ready, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Home, Timeout = TimeSpan.FromSeconds(60) };
        // A first start may have to create the sample office.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}:{Environment.NewLine}{LastLines()}");
            }
            try
            {
                using var answer = await http.GetAsync(new Uri(ready, UriKind.Relative), patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(20, patience.Token);
        }
    }

    private string LastLines()
    {
        lock (_lastLines)
        {
            return string.Join(Environment.NewLine, _lastLines);
        }
    }
}
