using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Replay;
using CrmLive.Core.Wall;
using CrmLive.Tests.Common;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;

namespace CrmLive.Tests.Replay;

[Trait("Feature", "K16")]
public sealed class ReplayProperties
{
    private const int Before = 25;
    private const int OnTheDay = 60;
    private const int Afterwards = 25;

    /// <summary>Whatever is changed, deleted, moved or set back later, a moment looks as it looked.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Any_moment_of_a_day_is_replayed_as_the_live_views_showed_it(DatabaseKind kind)
    {
        foreach (var seed in Gen.Choose(0, int.MaxValue - 1).Sample(kind == DatabaseKind.Sqlite ? 4 : 2))
        {
            await using var lived = await LivedDay.BeginAsync(kind, seed);
            var random = new Random(seed);
            for (var i = 0; i < Before; i++)
            {
                await lived.HappenAsync(TimeSpan.FromMinutes(random.Next(20, 180)));
            }

            var clock = lived.Office.Clock;
            var day = At.Warsaw.DayOf(clock.GetUtcNow().UtcDateTime).AddDays(1);
            // From its first minute: what was going on then began the day before.
            clock.SetUtcNow(At.Warsaw.Day(day).FromUtc.AddMinutes(1));
            var seen = new List<(DateTime At, (KpiNow Kpi, CallsNow Calls, FloorNow Floor) Said)> { (clock.GetUtcNow().UtcDateTime, await lived.LookAsync()) };
            for (var i = 0; i < OnTheDay; i++)
            {
                await lived.HappenAsync(TimeSpan.FromSeconds(random.Next(20, 2000)));
                if (At.Warsaw.DayOf(clock.GetUtcNow().UtcDateTime) != day)
                {
                    break;
                }

                if (i % 3 == 0)
                {
                    clock.Advance(TimeSpan.FromSeconds(random.Next(1, 200)));
                    seen.Add((clock.GetUtcNow().UtcDateTime, await lived.LookAsync()));
                }
            }

            for (var i = 0; i < Afterwards; i++)
            {
                await lived.HappenAsync(TimeSpan.FromMinutes(random.Next(20, 180)));
            }

            var tape = await new TapeReader(lived.Office.Crm).ReadAsync(day, default);
            foreach (var (at, said) in seen.Where(moment => At.Warsaw.DayOf(moment.At) == day))
            {
                var (kpi, calls, floor) = tape.At(at);
                Same(seed, at, said.Kpi, kpi);
                Same(seed, at, said.Floor, floor);
                Same(seed, at, Plain(said.Calls), Plain(calls));
            }
        }
    }

    /// <summary>What is kept for now and not for then is shown in no replay: who is to come next, and that somebody writes this very moment.</summary>
    private static CallsNow Plain(CallsNow now) => now with
    {
        Calls = now.Calls.Select(call => call with { NoteAt = null, Clients = Plain(call.Clients) }).ToValueList(),
        Missed = now.Missed.Select(missed => missed with { Clients = Plain(missed.Clients) }).ToValueList(),
    };

    private static ValueList<KnownCaller> Plain(ValueList<KnownCaller> callers) =>
        callers.Select(caller => caller with { LastContactAt = null, NextActivityAt = null, NextActivity = null }).ToValueList();

    private static void Same<T>(int seed, DateTime at, T expected, T actual)
        where T : notnull =>
        Assert.True(expected.Equals(actual), $"seed {seed} at {at:O}:\n{string.Join('\n', Rows(actual).Except(Rows(expected)))}\ninstead of\n{string.Join('\n', Rows(expected).Except(Rows(actual)))}");

    private static IEnumerable<string> Rows(object said) => (said switch
    {
        KpiNow kpi => (IEnumerable<object>)[kpi, .. kpi.People],
        FloorNow floor => [floor, .. floor.Signed, .. floor.Pending, .. floor.Hours],
        CallsNow calls =>
        [
            .. calls.Calls, .. calls.Calls.SelectMany(call => call.Parties), .. calls.Calls.SelectMany(call => call.Clients), .. calls.Missed, .. calls.Missed.SelectMany(missed => missed.Clients),
            .. calls.Departments.SelectMany(department => department.Employees),
        ],
        _ => [said],
    }).Select(row => row.ToString()!);
}
