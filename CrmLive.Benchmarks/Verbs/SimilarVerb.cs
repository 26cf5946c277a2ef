using System.Collections.Frozen;
using System.Diagnostics;
using CrmLive.Benchmarks.Clients;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Leads;
using CrmLive.Core.Submissions;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Who is like the person of a submission, among 200,000 clients, 500,000 leads and 100,000 submissions (B12–B14): the three lists together are one question.</summary>
public sealed class SimilarVerb(Options options, Report report)
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (options.Text("only", "SQLite") == "SQLite")
        {
            await RunAsync("SQLite", null, ct);
        }

        if (options.Text("only", "PostgreSQL") == "PostgreSQL")
        {
            await using var own = options.Text("postgres", "") is "" ? await OwnPostgres.StartAsync(ct) : null;
            if ((own?.Connection ?? options.Text("postgres", "")) is { Length: > 0 } postgres)
            {
                await RunAsync("PostgreSQL", postgres, ct);
            }
        }
    }

    private async Task RunAsync(string name, string? postgres, CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(postgres, ct);
        var (clients, leads, submissions) = (options.Number("clients", 200_000), options.Number("leads", 500_000), options.Number("submissions", 100_000));
        await SimilarOffice.FillAsync(office, await office.FillAsync(clients, ct), leads, submissions, ct);
        var similarity = new Similarity(office.Crm);
        var manager = new Actor { Name = "manager", Scope = Scope.All, Permissions = FrozenSet.Create(ClientPermissions.View, LeadPermissions.View, SubmissionPermissions.View) };
        var branch = manager with { Scope = Scope.Branch, BranchId = office.BranchIds[0] };
        var machine = new Machine([]);
        // The runtime compiles what is asked often once more and better, after about a thousand; other submissions than those that are measured.
        await MeasureAsync(similarity, manager, Enumerable.Range(0, 1000).Select(i => (i * 6271 % submissions) + 1), ct);
        await MeasureAsync(similarity, branch, Enumerable.Range(0, 1000).Select(i => (i * 6271 % submissions) + 1), ct);
        // A server does not carry about what this program filled the database from.
        GC.Collect();
        await machine.WaitForQuietAsync(TimeSpan.FromSeconds(20), ct);
        foreach (var (who, actor) in ((string, Actor)[])[("everybody's", manager), ("a branch's", branch)])
        {
            var before = machine.Read();
            var sample = new Sample(await MeasureAsync(similarity, actor, Enumerable.Range(0, options.Number("rounds", 9) * 100).Select(i => (i * 7919 % submissions) + 1), ct));
            report.Add(new Figure
            {
                What = $"{name}: similar to a submission among {clients:N0} clients, {leads:N0} leads, {submissions:N0} submissions, {who} eyes, p99",
                Unit = "ms", Value = sample.P99, Judged = sample.P99, Bound = 20, Rounds = sample.Count, ForeignCpu = machine.ForeignSince(before),
            });
            report.Say($"  median {sample.Median:0.00} ms");
        }
    }

    private static async Task<List<double>> MeasureAsync(Similarity similarity, Actor actor, IEnumerable<int> ids, CancellationToken ct)
    {
        var times = new List<double>();
        foreach (var id in ids)
        {
            var start = Stopwatch.GetTimestamp();
            await similarity.OfAsync(actor, id, ct);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }
}
