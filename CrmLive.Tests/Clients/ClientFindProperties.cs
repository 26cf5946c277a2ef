using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;

namespace CrmLive.Tests.Clients;

[Trait("Feature", "P12")]
[Trait("Feature", "A9")]
public sealed class ClientFindProperties
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task After_any_edits_a_search_finds_exactly_whom_reading_every_client_finds(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var world = await FindWorld.StartAsync(office);
        var queries = new ClientQueries(office.Crm);
        var done = new List<int>();
        foreach (var edits in Gen.Choose(0, int.MaxValue - 1).ListOf(20).Sample(6))
        {
            foreach (var seed in edits)
            {
                done.Add(seed);
                await world.EditAsync(new Random(seed));
            }

            foreach (var typed in FindWorld.Typed)
            {
                var found = (await queries.FindAsync(Actor.System, typed, 500, default)).Select(f => f.Id).Order();
                var naive = await world.NaiveAsync(typed);
                // Where nothing is spelled so, what sounds so is offered: more than the naive reading knows of.
                Assert.True(naive.Count == 0 || found.SequenceEqual(naive),
                    $"'{typed}' found {string.Join(',', found)} and not {string.Join(',', naive)}, after the edits {string.Join(' ', done)}");
            }
        }
    }
}
