using System.Collections.Frozen;
using System.Diagnostics;
using CrmLive.Benchmarks.Kpi;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Kpi;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>The KPI page of five hundred employees among ten million activities on SQLite: plan and fact, the rings, and one employee's list of five thousand clients.</summary>
public sealed class KpiVerb(Options options, Report report)
{
    private const int Asked = 7;

    /// <summary>The runtime compiles a method well only after it was called some thirty times, and an office that is open has called it.</summary>
    private const int WarmUp = 60;

    private static readonly DateOnly Sunday = new(2026, 11, 22);

    private readonly Actor _manager = new() { Name = "manager", Scope = Scope.All, Permissions = FrozenSet.Create(KpiPermissions.See, ClientPermissions.View) };

    public async Task RunAsync(CancellationToken ct)
    {
        var activities = options.Number("activities", 10_000_000);
        await using var office = await KpiOffice.OpenAsync(activities, report, ct);
        var (queries, coverage, floor) = (new KpiQueries(office.Crm), new CoverageQueries(office.Crm), new KpiFloor(office.Crm));
        var among = $"{KpiOffice.Employees} employees, {activities:N0} activities";
        foreach (var (name, first, last, bound) in ((string, DateOnly, DateOnly, int)[])
            [("a week", Sunday.AddDays(-6), Sunday, 30), ("a year", Sunday.AddDays(-363), Sunday, 100), ("last week", Sunday.AddDays(-13), Sunday.AddDays(-7), 0), ("last year", new(2025, 1, 1), new(2025, 12, 31), 0)])
        {
            var days = office.Crm.Office.Time.Days(first, last);
            if (options.Number("check", 1) == 1)
            {
                await CheckAsync(name, queries, coverage, floor, days, ct);
            }

            async Task Page() => await queries.OverviewAsync(_manager, days, RankBy.Points, ct);
            async Task Rings() => await coverage.RingsAsync(_manager, days, ct);
            // As the page does: neither waits for the other.
            Task Whole() => Task.WhenAll(Task.Run(Page, ct), Task.Run(Rings, ct));
            Task ByHand() => Task.WhenAll(Task.Run(() => floor.PageAsync(first, last, ct), ct), Task.Run(() => floor.RingsAsync(days, ct), ct));

            await TimesAsync(Whole, WarmUp);
            await TimesAsync(ByHand, WarmUp);
            report.Say($"  {name}: rows {(await TimesAsync(Page)).Median:0.0} ms, rings {(await TimesAsync(Rings)).Median:0.0} ms; by hand rows {(await TimesAsync(() => floor.PageAsync(first, last, ct))).Median:0.0} ms, rings {(await TimesAsync(() => floor.RingsAsync(days, ct))).Median:0.0} ms");
            if (bound == 0)
            {
                // By hand the rings of a past period are only those of the last contact: not the same answer, so no floor.
                continue;
            }

            var duel = new Duel(new Machine([]), options.Rounds);
            await duel.RunAsync(() => TimesAsync(ByHand), () => TimesAsync(Whole), ct);
            var figure = duel.Ratio($"KPI page with rings, {name}, {among}: against hand-written SQL over the same totals", "ms", 1.5, s => s.Median);
            report.Add(figure);
            report.Add(figure with { What = $"the same, {name}: milliseconds", Floor = null, Judged = figure.Value, Low = 0, High = 0, Bound = bound });
        }

        await ListAsync(office, coverage, RingPart.Left, ct);
        await ListAsync(office, coverage, RingPart.Covered, ct);
    }

    private async Task ListAsync(KpiOffice office, CoverageQueries coverage, RingPart part, CancellationToken ct)
    {
        var week = office.Crm.Office.Time.Week(Sunday);
        var machine = new Machine([]);
        async Task List() => await coverage.ClientsAsync(_manager, office.FirstEmployee, week, part, false, null, 200, ct);
        await TimesAsync(List);
        await machine.WaitForQuietAsync(TimeSpan.FromSeconds(10), ct);
        var before = machine.Read();
        var sample = await TimesAsync(List, options.Rounds * Asked);
        report.Add(new Figure { What = $"coverage list of an employee with 5,000 clients ({part}), median", Unit = "ms", Value = sample.Median, Judged = sample.Median, Bound = 100, Rounds = sample.Count, ForeignCpu = machine.ForeignSince(before) });
    }

    /// <summary>What the totals and the spells say is what one counts over the rows, slowly.</summary>
    private async Task CheckAsync(string name, KpiQueries queries, CoverageQueries coverage, KpiFloor floor, UtcRange days, CancellationToken ct)
    {
        var rows = await queries.OverviewAsync(_manager, days, RankBy.Points, ct);
        var start = Stopwatch.GetTimestamp();
        var facts = await floor.FactsOfRowsAsync(days, ct);
        var rings = await floor.RingsOfRowsAsync(days, ct);
        report.Say($"  {name}: counted over the rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {rows.Sum(r => (long)r.Facts.Total):N0} contacts");
        if (rows.Count != KpiOffice.Employees || rows.Any(r => r.Facts != facts.GetValueOrDefault(r.UserId)))
        {
            throw new InvalidOperationException($"{name}: the totals are not what the rows come to.");
        }

        var shown = await coverage.RingsAsync(_manager, days, ct);
        if (shown.Count != rings.Count || shown.Any(r => (r.Clients, r.Key) != rings[r.UserId]))
        {
            throw new InvalidOperationException($"{name}: the rings are not what the rows come to.");
        }
    }

    private static async Task<Sample> TimesAsync(Func<Task> ask, int times = Asked)
    {
        var took = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Sample(took);
    }
}
