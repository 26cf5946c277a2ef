using System.Diagnostics;
using CrmLive.Benchmarks.Intake;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Telephony;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Durable intake: how many call events a second, how late the acknowledgement, and how far from hand-written inserts of the same rows.</summary>
public sealed class IntakeVerb(Options options, Report report)
{
    private const int BatchSize = 50;
    private const int Senders = 8;
    private const int RowsFloorTransaction = 100;

    private int Events => options.Number("events", 40_000);

    public async Task RunAsync(CancellationToken ct)
    {
        await RunOnceAsync(Events / 4, ct);
        var machine = new Machine([]);
        var rates = new List<double>();
        var duel = new Duel(machine, options.Number("rounds", 5));
        await duel.RunAsync(
            async () =>
            {
                var pair = await RunOnceAsync(Events, ct);
                rates.Add(Events / pair.Goal.Median * 1000);
                return pair;
            },
            ct);
        report.Add(duel.Ratio($"intake of {Events:N0} events against hand-written inserts of the same rows", "ms", 3, s => s.Median));
        var (low, high) = Bootstrap.OfMedian(rates);
        var rate = new Sample(rates).Median;
        report.Add(new Figure
        {
            What = "durable call events a second",
            Unit = "/s",
            Value = rate,
            Judged = rate,
            Low = low,
            High = high,
            Bound = 5000,
            AtLeast = true,
            Rounds = rates.Count,
        });
        await AcknowledgementsAsync(machine, ct);
    }

    private static async Task<(Sample Floor, Sample Goal)> RunOnceAsync(int events, CancellationToken ct)
    {
        await using var office = await Office.OpenAsync(ct);
        var batches = new Story(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1)).Tell(events).Chunk(BatchSize).ToList();
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < batches.Count; i = Interlocked.Increment(ref next))
            {
                await office.Intake.AcceptAsync(batches[i], ct);
            }
        }, ct)));
        var goal = Stopwatch.GetElapsedTime(start);
        var after = office.Pristine + ".after";
        office.Copy(after);
        var rows = RowsFloor.Read(office.Pristine, after);
        var floor = rows.Write(office.CopyOfPristine(), events / RowsFloorTransaction);
        return (new Sample([floor.TotalMilliseconds]), new Sample([goal.TotalMilliseconds]));
    }

    // Each event is sent at its own moment whether or not the one before was answered; lateness counts from that moment.
    private async Task AcknowledgementsAsync(Machine machine, CancellationToken ct)
    {
        const int perSecond = 1000;
        var seconds = options.Number("seconds", 10);
        await using var office = await Office.OpenAsync(ct);
        var story = new Story(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1)).Tell((seconds + 1) * perSecond).ToList();
        await machine.WaitForQuietAsync(TimeSpan.FromSeconds(20), ct);
        var before = machine.Read();
        var start = Stopwatch.GetTimestamp();
        var answers = new List<Task<double>>();
        foreach (var e in story)
        {
            var due = TimeSpan.FromMilliseconds(answers.Count * 1000.0 / perSecond);
            for (var early = due - Stopwatch.GetElapsedTime(start); early > TimeSpan.Zero; early = due - Stopwatch.GetElapsedTime(start))
            {
                await Task.Delay(early < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : early, ct);
            }
            answers.Add(AnsweredAsync(office, e, start, due, ct));
        }
        // The first second warms up.
        var late = new Sample((await Task.WhenAll(answers)).Skip(perSecond));
        report.Add(new Figure
        {
            What = $"acknowledgement at {perSecond:N0} events a second, p99",
            Unit = "ms",
            Value = late.P99,
            Judged = late.P99,
            Bound = 50,
            Rounds = late.Count,
            ForeignCpu = machine.ForeignSince(before),
        });
    }

    private static async Task<double> AnsweredAsync(Office office, CallEvent e, long start, TimeSpan due, CancellationToken ct)
    {
        await office.Intake.AcceptAsync([e], ct);
        return (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds;
    }
}
