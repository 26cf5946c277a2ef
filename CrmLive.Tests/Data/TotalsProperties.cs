using CrmLive.Core.Access;
using CrmLive.Core.Data;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Data;

[Trait("Feature", "P5")]
[Trait("Feature", "P19")]
public sealed class TotalsProperties
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task After_any_edits_redates_and_deletions_the_totals_are_what_a_recount_gives(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var world = await EditedWorld.StartAsync(office);
        var audit = new TotalsAudit(office.Crm);
        var done = new List<int>();
        foreach (var edits in Gen.Choose(0, int.MaxValue - 1).ListOf(12).Sample(25))
        {
            foreach (var seed in edits)
            {
                done.Add(seed);
                await world.EditAsync(new Random(seed));
            }

            var differences = await audit.DifferencesAsync(default);
            Assert.True(differences.Count == 0, $"{string.Join("; ", differences)}, after the edits {string.Join(' ', done)}");
        }

        await using var db = office.Crm.Open(Actor.System);
        Assert.True(await db.Set<DailyTotal>().Select(t => t.Measure).Distinct().CountAsync() > 15, "the edits touched most of what is counted");
    }

    /// <summary>Each case on a fresh office, so that FsCheck can shrink a failure to the few edits that bring it about.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Of_any_list_of_edits_it_is_true(DatabaseKind kind)
    {
        await using (await TestOffice.OpenAsync(kind))
        {
            // Skips here where there is no PostgreSQL, and not in the middle of a property.
        }

        var edits = ArbMap.Default.ArbFor<DoNotSize<int>[]>();
        // On a thread of its own: FsCheck waits where it is called.
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(12).WithEndSize(25), Prop.ForAll(edits, list => HoldsAsync(kind, list))));
    }

    private static async Task HoldsAsync(DatabaseKind kind, DoNotSize<int>[] edits)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var world = await EditedWorld.StartAsync(office);
        foreach (var seed in edits)
        {
            await world.EditAsync(new Random(seed.Item));
        }

        Assert.Empty(await new TotalsAudit(office.Crm).DifferencesAsync(default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task The_audit_finds_a_total_that_is_off_by_one(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        await office.AddClientAsync("Anna", "Nowak");
        await using (var db = office.Crm.Open(Actor.System))
        {
            (await db.Set<DailyTotal>().SingleAsync()).Count++;
            await db.SaveChangesAsync();
        }

        var difference = Assert.Single(await new TotalsAudit(office.Crm).DifferencesAsync(default));
        Assert.Equal((2, 1), (difference.Stored.Count, difference.Recounted.Count));
    }
}
