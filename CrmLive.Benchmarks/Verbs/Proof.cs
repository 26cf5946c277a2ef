using System.Globalization;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Shows that the load client holds a thousand circuits, and what one live cell and one empty circuit cost without any of our code.</summary>
public sealed class Proof(Options options, Report report)
{
    private const int Base = 10;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var server = await ServerProcess.StartAsync(typeof(Proof).Assembly.Location, ["serve-floor"], "/", ct);
        using var visitor = new Visitor(server.Home);
        await using var circuits = new Crowd<BrowserCircuit>();
        await using var listeners = new Crowd<HubListener>();
        await circuits.GrowAsync(Base, i => new BrowserCircuit(i, visitor, circuits.Wanted), (c, token) => c.OpenAsync("/", token), ct);
        var empty = await SettledAsync(server, visitor, ct);
        await circuits.GrowAsync(options.Panels - Base, i => new BrowserCircuit(i, visitor, circuits.Wanted), (c, token) => c.OpenAsync("/", token), ct);
        var full = await SettledAsync(server, visitor, ct);
        report.Add(new Figure
        {
            What = "memory of an empty circuit",
            Unit = "KiB",
            Value = (full - empty) / (double)(options.Panels - Base),
            Judged = (full - empty) / (double)(options.Panels - Base),
            Bound = 250,
        });
        await listeners.GrowAsync(options.Panels, i => new HubListener(i, visitor, listeners.Wanted), (l, token) => l.OpenAsync("bench/floor", token), ct);

        var duel = new Duel(new Machine([server.Id]), options.Rounds);
        await duel.RunAsync(
            () => Fan.OutAsync(listeners, Fan.Mark, mark => RingAsync(visitor, "bench/floor/ring", mark, ct), options.Events, ct),
            () => Fan.OutAsync(circuits, Fan.Mark, mark => RingAsync(visitor, "bench/cell/ring", mark, ct), options.Events, ct),
            ct);
        report.Add(duel.Ratio($"one live cell, last of {options.Panels}, median", "ms", 3.5, s => s.Median));
        report.Add(duel.Ratio($"one live cell, last of {options.Panels}, p99", "ms", 6, s => s.P99));
        var failed = circuits.Watchers.Where(c => c.Failure is not null).Select(c => c.Failure).Distinct().ToList();
        if (failed.Count > 0)
        {
            throw new InvalidOperationException($"Circuits were lost: {string.Join("; ", failed)}");
        }
    }

    public static async Task<long> RingAsync(Visitor visitor, string address, string mark, CancellationToken ct)
    {
        using var answer = await visitor.Http.PostAsync(new Uri($"{address}?mark={mark}", UriKind.Relative), null, ct);
        answer.EnsureSuccessStatusCode();
        return long.Parse(await answer.Content.ReadAsStringAsync(ct), CultureInfo.InvariantCulture);
    }

    private static async Task<long> SettledAsync(ServerProcess server, Visitor visitor, CancellationToken ct)
    {
        using var answer = await visitor.Http.PostAsync(new Uri("bench/collect", UriKind.Relative), null, ct);
        answer.EnsureSuccessStatusCode();
        return server.ResidentKiB;
    }
}
