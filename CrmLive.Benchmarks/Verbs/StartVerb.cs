using System.Diagnostics;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Benchmarks.Measure;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>From starting the process to its first whole page, with the sample office in its folder and the files of the program lately read.</summary>
public sealed class StartVerb(Options options, Report report)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("crmlive-bench-");
        try
        {
            await using (var first = await AppUnderTest.StartAsync(options, data.FullName, ct))
            {
                report.Say($"first start with the sample office made: {first.ReadyAfter.TotalSeconds:F1} s");
            }
            var machine = new Machine([]);
            var starts = new List<double>();
            for (var i = 0; i < Math.Min(options.Rounds, 5); i++)
            {
                await machine.WaitForQuietAsync(TimeSpan.FromSeconds(20), ct);
                starts.Add(await PageAfterAsync(data.FullName, ct));
            }
            var median = new Sample(starts).Median;
            report.Add(new Figure { What = "first page after a warm start", Unit = "s", Value = median, Judged = median, Bound = 3, Rounds = starts.Count });
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private async Task<double> PageAfterAsync(string data, CancellationToken ct)
    {
        await using var server = await AppUnderTest.StartAsync(options, data, ct);
        using var visitor = new Visitor(server.Home);
        var start = Stopwatch.GetTimestamp();
        var page = await visitor.PageAsync(server.Home, ct);
        report.Say($"the process had worked {server.Worked.TotalSeconds:F1} s when the page was there");
        return page.Contains("</html>", StringComparison.Ordinal)
            ? (server.ReadyAfter + Stopwatch.GetElapsedTime(start)).TotalSeconds
            : throw new InvalidOperationException("The first page is not whole.");
    }
}
