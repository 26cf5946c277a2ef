using System.Collections.Frozen;
using System.Diagnostics;
using CrmLive.Benchmarks.Clients;
using CrmLive.Benchmarks.Diary;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>The calendar's month of one person with three hundred activities among a million, against the same rows by hand-written SQL.</summary>
public sealed class CalendarVerb(Options options, Report report)
{
    private const int Clients = 20_000;
    private const int Asked = 40;

    public async Task RunAsync(CancellationToken ct)
    {
        await RunAsync("SQLite", null, ct);
        if (options.Text("postgres", "") is { Length: > 0 } postgres)
        {
            await RunAsync("PostgreSQL", postgres, ct);
        }
    }

    private async Task RunAsync(string name, string? postgres, CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(postgres, ct);
        await office.FillAsync(Clients, ct);
        var count = options.Number("activities", 1_000_000);
        var until = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        await DiaryOffice.FillAsync(office, count, Clients, until, ct);
        var (queries, floor) = (new ActivityQueries(office.Crm), new CalendarFloor(office.Crm));
        var everybody = new Actor { Name = "manager", Scope = Scope.All, Permissions = FrozenSet.Create(ActivityPermissions.View) };
        var month = new UtcRange(until.AddDays(-30), until);

        async Task<int> GoalAsync(int person) => (await queries.CalendarAsync(everybody, month, new CalendarFilter { People = [person] }, ct)).Count;
        async Task<int> FloorAsync(int person) => (await floor.MonthAsync(person, month, ct)).Count;
        var (shown, byHand) = (await GoalAsync(office.AdvisorIds[0]), await FloorAsync(office.AdvisorIds[0]));
        if (shown != byHand || shown < 250)
        {
            throw new InvalidOperationException($"The calendar shows {shown} activities and the floor {byHand}.");
        }

        await TimesAsync(GoalAsync, office.AdvisorIds);
        await TimesAsync(FloorAsync, office.AdvisorIds);
        var duel = new Duel(new Machine([]), options.Rounds);
        await duel.RunAsync(() => TimesAsync(FloorAsync, office.AdvisorIds), () => TimesAsync(GoalAsync, office.AdvisorIds), ct);
        report.Add(duel.Ratio($"{name}: month of one person, {shown} of {count:N0} activities, against hand-written SQL, median", "ms", 2, s => s.Median));
    }

    private static async Task<Sample> TimesAsync(Func<int, Task<int>> ask, IReadOnlyList<int> people)
    {
        var times = new List<double>(Asked);
        for (var i = 0; i < Asked; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask(people[i % people.Count]);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Sample(times);
    }
}
