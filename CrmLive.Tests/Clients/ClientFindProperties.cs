using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Data.Finding;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;

namespace CrmLive.Tests.Clients;

[Trait("Feature", "P12")]
[Trait("Feature", "A9")]
public sealed class ClientFindProperties
{
    /// <summary>A small office is read whole and a large one walked: with nothing "enough" the small one is walked too.</summary>
    private static readonly int[] Enough = [2_500, 25, 6, 0];

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task After_any_edits_a_search_finds_exactly_whom_reading_every_client_finds(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var world = await FindWorld.StartAsync(office);
        var done = new List<int>();
        foreach (var edits in Gen.Choose(0, int.MaxValue - 1).ListOf(25).Sample(4))
        {
            foreach (var seed in edits)
            {
                done.Add(seed);
                await world.EditAsync(new Random(seed));
            }

            var clients = await world.ClientsAsync();
            foreach (var (typed, actor, enough) in from typed in FindWorld.Typed from actor in world.Actors from enough in Enough select (typed, actor, enough))
            {
                await CompareAsync(office, FindWorld.Naive(clients, actor, typed), actor, typed, enough, $"'{typed}' of {actor.Scope}, {enough}, after the edits {string.Join(' ', done)}");
            }
        }
    }

    /// <summary>Whoever sees few of many alike is answered from a list of theirs, and that must not be told from the answer.</summary>
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Few_among_many_called_alike_stand_in_the_order_in_which_many_would(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var world = await FindWorld.StartAsync(office);
        var anna = world.Actors.Single(actor => actor.Scope == Scope.Own);
        foreach (var seed in Gen.Choose(0, int.MaxValue - 1).Sample(4))
        {
            await world.CrowdAsync(new Random(seed), own: 9, others: 60);
            await using var db = office.Crm.Open(anna);
            var scope = db.FindableClients(anna) with { OverLast = true, Enough = 10 };
            // Of several words it is nobody's business by which of them the page is sorted.
            foreach (var (typed, take) in from typed in FindWorld.Typed where Needle.In(typed, "PL").Count == 1 from take in (int[])[2, 500] select (typed, take))
            {
                var (few, many) = (new KeyFinder(db, scope, take, default), new KeyFinder(db, scope with { Narrow = false }, take, default));
                Assert.True((await few.FindAsync(Needle.In(typed, "PL"))).SequenceEqual(await many.FindAsync(Needle.In(typed, "PL"))), $"'{typed}', {take} of seed {seed}");
            }
        }
    }

    private static async Task CompareAsync(TestOffice office, IReadOnlyList<Client> naive, Actor actor, string typed, int enough, string what)
    {
        await using var db = office.Crm.Open(actor);
        var scope = db.FindableClients(actor) with { OverLast = true, Enough = enough };
        async Task<List<int>> Find(int take) => [.. await new KeyFinder(db, scope, take, default).FindAsync(Needle.In(typed, "PL"))];

        var found = await Find(500);
        var asAmongMany = await new KeyFinder(db, scope with { Narrow = false }, 500, default).FindAsync(Needle.In(typed, "PL"));
        Assert.True(found.Order().SequenceEqual(asAmongMany.Order()), $"found {string.Join(',', found)} and, as if they were many, {string.Join(',', asAmongMany)}: {what}");
        // Where nothing is spelled so, what sounds so is offered: more than the naive reading knows of.
        if (naive.Count == 0)
        {
            return;
        }

        var finished = naive.Where(c => c.FinishedAt is not null).Select(c => c.Id).ToHashSet();
        Assert.True(found.Order().SequenceEqual(naive.Select(c => c.Id)), $"found {string.Join(',', found)} and not {string.Join(',', naive.Select(c => c.Id))}: {what}");
        Assert.True(found.SkipWhile(id => !finished.Contains(id)).All(finished.Contains), $"somebody in service stands behind one who is not: {what}");
        var page = await Find(3);
        Assert.True(page.Count == Math.Min(3, naive.Count) && page.Distinct().Count() == page.Count && page.All(found.Contains), $"a page of three is {string.Join(',', page)}: {what}");
        Assert.True(page.Count(finished.Contains) == Math.Max(0, page.Count - (naive.Count - finished.Count)), $"a page of three has a finished one too many: {what}");
    }
}
