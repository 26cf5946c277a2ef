using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Journeys;

/// <summary>CrmLive as a process of its own, as a user runs it; killed and started again it finds the same data folder.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly string[] _settings;
    private LeashedProcess? _process;

    private RunningApp(int port, string data, string[] settings) => (Port, Data, _settings) = (port, data, settings);

    public int Port { get; }

    /// <summary>The data folder; with the same one twice, two starts are two lives of one office.</summary>
    public string Data { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>What the process has printed in its present life.</summary>
    public string Output => _process?.Output ?? "";

    public static Task<RunningApp> StartAsync(params string[] settings) => StartAsync(_ => Task.CompletedTask, settings);

    /// <param name="prepare">Puts an office into the data folder before the application sees it.</param>
    public static async Task<RunningApp> StartAsync(Func<string, Task> prepare, params string[] settings)
    {
        var app = NotYet(settings);
        await prepare(app.Data);
        await app.StartAgainAsync();
        return app;
    }

    /// <summary>With an empty data folder, and not started.</summary>
    public static RunningApp NotYet(params string[] settings) => new(FreePort.Tcp(), Directory.CreateTempSubdirectory("crmlive-data-").FullName, settings);

    public async Task StartAgainAsync()
    {
        await BeginAsync();
        await Eventually.True(AnswersAsync, TimeSpan.FromSeconds(180), () => $"CrmLive answers at /health/live. It said: {Output}");
    }

    /// <summary>Started, and not waited for.</summary>
    public async Task BeginAsync()
    {
        var folder = await PublishedApp.FolderAsync();
        var scratch = Directory.CreateTempSubdirectory("crmlive-leash-").FullName;
        _process = LeashedProcess.Start(scratch, "TERM",
        [
            "env", "ASPNETCORE_ENVIRONMENT=Production", "dotnet", Path.Combine(folder, "CrmLive.Web.dll"),
            "--contentRoot", folder, "--urls", Address, "--Data:Folder", Data, .. _settings,
        ]);
    }

    /// <summary>As when the machine loses power: nothing is said to the process.</summary>
    public async Task KillAsync()
    {
        await _process!.SignalAsync("KILL");
        await Eventually.True(async () => !await AnswersAsync(), "the killed CrmLive is gone");
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>As systemd or a container runtime stops a service. Gives what the process said in its life.</summary>
    public async Task<string> StopAsync()
    {
        await _process!.SignalAsync("TERM");
        await Eventually.True(async () => !await AnswersAsync(), "CrmLive has stopped");
        await _process.DisposeAsync();
        var said = _process.Output;
        _process = null;
        return said;
    }

    public async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"{Address}/health/live"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAllAsync(Address);
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(Data, recursive: true);
    }
}
