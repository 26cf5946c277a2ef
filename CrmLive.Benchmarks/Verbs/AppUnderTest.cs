using System.Globalization;
using System.Net.Http.Json;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Sample;
using CrmLive.Core.Telephony;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>The published application with the sample office standing still in a temporary folder, and a receptionist signed in.</summary>
public sealed class AppUnderTest : IAsyncDisposable
{
    public const string Panel = "calls/online";

    /// <summary>Signs the events of a run, and opens nothing else.</summary>
    public const string WebhookSecret = "only for the length of a run";

    private const string Receptionist = "anna.sokolowska@example.com";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("crmlive-bench-");
    private ServerProcess? _server;
    private Visitor? _visitor;

    public ServerProcess Server => _server!;

    public Visitor Visitor => _visitor!;

    /// <summary>For what no program may do over the wire, as an administrator's part in a pairing.</summary>
    public string Data => _data.FullName;

    public static async Task<AppUnderTest> StartAsync(Options options, CancellationToken ct, double pace = 0)
    {
        var app = new AppUnderTest();
        try
        {
            app._server = await StartAsync(options, app._data.FullName, ct, pace: pace);
            app._visitor = await app.SignInAsync(Receptionist, ct);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Somebody of the sample office with a browser of their own.</summary>
    public async Task<Visitor> SignInAsync(string login, CancellationToken ct)
    {
        var visitor = new Visitor(Server.Home);
        await visitor.PostFormAsync("account/sign-in", new Dictionary<string, string> { ["Input.Login"] = login, ["Input.Password"] = SampleOptions.Password }, ct);
        return visitor;
    }

    /// <param name="sample">False for an office that has been made in the folder before.</param>
    public static Task<ServerProcess> StartAsync(Options options, string data, CancellationToken ct, bool sample = true, double pace = 0)
    {
        var assembly = Path.Combine(options.App, "CrmLive.Web.dll");
        if (!File.Exists(assembly))
        {
            throw new FileNotFoundException("Name the folder of the published application: dotnet publish CrmLive.Web -c Release -o FOLDER, then --app FOLDER.", assembly);
        }
        return ServerProcess.StartAsync(
            assembly,
            [
                "--Data:Folder", data, "--Sample:Enabled", sample ? "true" : "false", "--Sample:Pace", pace.ToString(CultureInfo.InvariantCulture), "--Bench:FloorHub", "true", "--Logging:LogLevel:Default", "Warning",
                "--Telephony:Webhook:Enabled", "true", "--Telephony:Webhook:Keys:0:Name", "bench", "--Telephony:Webhook:Keys:0:Secret", WebhookSecret,
            ],
            "health/live",
            ct,
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" });
    }

    /// <summary>KiB the process holds once nothing more can be collected.</summary>
    public async Task<long> SettledKiBAsync(CancellationToken ct)
    {
        await PostAsync("bench/collect", ct);
        return Server.ResidentKiB;
    }

    /// <summary>Hands the events to the intake within the server; answers the moment they were acknowledged.</summary>
    public async Task<long> TellAsync(CallEvent[] events, CancellationToken ct)
    {
        using var answer = await Visitor.Http.PostAsJsonAsync("bench/calls", events, ct);
        answer.EnsureSuccessStatusCode();
        return long.Parse(await answer.Content.ReadAsStringAsync(ct), CultureInfo.InvariantCulture);
    }

    /// <summary>The answer as the moment it names.</summary>
    public async Task<long> PostAsync(string address, CancellationToken ct)
    {
        using var answer = await Visitor.Http.PostAsync(new Uri(address, UriKind.Relative), null, ct);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(ct);
        return text.Length == 0 ? 0 : long.Parse(text, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        _data.Delete(recursive: true);
    }
}
