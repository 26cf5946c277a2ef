using System.Diagnostics;

namespace CrmLive.Benchmarks.Measure;

/// <summary>Floor and goal in turn, A-B-A-B, so that whatever slows the machine slows both.</summary>
public sealed class Duel(Machine machine, int rounds)
{
    private const double TooBusy = 0.25;

    private readonly List<Round> _rounds = [];

    public Task RunAsync(Func<Task<Sample>> floor, Func<Task<Sample>> goal, CancellationToken ct) =>
        RunAsync(async () => (await floor(), await goal()), ct);

    public async Task RunAsync(Func<Task<(Sample Floor, Sample Goal)>> pair, CancellationToken ct)
    {
        for (var i = 0; i < rounds; i++)
        {
            await machine.WaitForQuietAsync(TimeSpan.FromSeconds(10), ct);
            var before = machine.Read();
            var (floor, goal) = await pair();
            _rounds.Add(new Round(floor, goal, machine.ForeignSince(before)));
        }
    }

    /// <summary>The median over rounds of goal / floor, each taken as the given number of its sample.</summary>
    public Figure Ratio(string what, string unit, double bound, Func<Sample, double> number)
    {
        var kept = Kept();
        var ratios = kept.Select(r => number(r.Goal) / number(r.Floor)).ToList();
        var (low, high) = Bootstrap.OfMedian(ratios);
        return new Figure
        {
            What = what,
            Unit = unit,
            Value = new Sample(kept.Select(r => number(r.Goal))).Median,
            Floor = new Sample(kept.Select(r => number(r.Floor))).Median,
            Judged = new Sample(ratios).Median,
            Low = low,
            High = high,
            Bound = bound,
            Rounds = kept.Count,
            Dropped = _rounds.Count - kept.Count,
            ForeignCpu = kept.Average(r => r.Foreign),
        };
    }

    // A third must remain; on a machine that is never quiet the quietest third is the best there is.
    private List<Round> Kept()
    {
        var quiet = _rounds.Where(r => r.Foreign <= TooBusy).ToList();
        var least = (_rounds.Count + 2) / 3;
        return quiet.Count >= least ? quiet : [.. _rounds.OrderBy(r => r.Foreign).Take(least)];
    }

    private sealed record Round(Sample Floor, Sample Goal, double Foreign);
}
