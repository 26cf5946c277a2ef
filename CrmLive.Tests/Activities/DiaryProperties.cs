using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Activities;

/// <summary>Whatever several people do in whatever order: history, totals, meeting numbers, last contact and "no next step" always agree with the rows.</summary>
[Trait("Feature", "A14")]
[Trait("Feature", "A19")]
[Trait("Feature", "P5")]
[Trait("Feature", "P13")]
public sealed class DiaryProperties
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task After_any_commands_what_is_kept_is_what_the_rows_say(DatabaseKind kind)
    {
        await using var world = await DiaryWorld.StartAsync(kind);
        var done = new List<int>();
        var accepted = 0;
        foreach (var seeds in Gen.Choose(0, int.MaxValue - 1).ListOf(14).Sample(14))
        {
            foreach (var seed in seeds)
            {
                done.Add(seed);
                accepted += await world.ActAsync(new Random(seed)) ? 1 : 0;
            }

            var wrong = await WrongAsync(world);
            Assert.True(wrong.Count == 0, $"{string.Join("; ", wrong)}, after {string.Join(' ', done)}");
        }

        Assert.True(accepted > 20, $"only {accepted} of {done.Count} commands were accepted, which tests little");
    }

    /// <summary>Each case on a fresh office, so that FsCheck can shrink a failure to the few commands that bring it about.</summary>
    [Fact]
    public async Task Of_any_list_of_commands_it_is_true()
    {
        var commands = ArbMap.Default.ArbFor<DoNotSize<int>[]>();
        // On a thread of its own: FsCheck waits where it is called.
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(10).WithEndSize(40), Prop.ForAll(commands, list => HoldsAsync(list))));
    }

    private static async Task HoldsAsync(DoNotSize<int>[] commands)
    {
        await using var world = await DiaryWorld.StartAsync(DatabaseKind.Sqlite);
        foreach (var seed in commands)
        {
            await world.ActAsync(new Random(seed.Item));
        }

        Assert.Empty(await WrongAsync(world));
    }

    private static async Task<List<string>> WrongAsync(DiaryWorld world)
    {
        var wrong = (await new TotalsAudit(world.Office.Crm).DifferencesAsync(default)).Select(d => d.ToString()).ToList();
        wrong.AddRange(await world.ReadAsync(KeptFacts.DifferencesAsync));
        // What time does to an activity is told by the totals, not by its history.
        wrong.AddRange(await world.ReadAsync(db => ToldHistory.DifferencesAsync<Activity>(db, nameof(Activity.OverdueAt))));
        wrong.AddRange(await world.ReadAsync(db => ToldHistory.DifferencesAsync<Client>(db)));
        var activities = await world.ReadAsync(db => db.Set<Activity>().AsNoTracking().ToListAsync());
        foreach (var ofOne in activities.GroupBy(a => a.ClientId))
        {
            var held = ofOne.Where(a => a is { Type: ActivityType.Meeting, Status: ActivityStatus.Held }).OrderBy(a => a.MeetingNumber).ToList();
            if (!held.Select(a => a.MeetingNumber).SequenceEqual(Enumerable.Range(1, held.Count).Select(n => (int?)n)) || ofOne.Except(held).Any(a => a.MeetingNumber is not null))
            {
                wrong.Add($"meetings of client {ofOne.Key} are numbered {string.Join(' ', held.Select(a => a.MeetingNumber))}");
            }
        }

        var hidden = await world.ReadAsync(db => db.Set<Client>().Where(c => c.MergedIntoId != null).Select(c => c.Id).ToListAsync());
        wrong.AddRange(activities.Where(a => hidden.Contains(a.ClientId)).Select(a => $"activity {a.Id} is with client {a.ClientId}, who was merged away"));
        return wrong;
    }
}
