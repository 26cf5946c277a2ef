using CrmLive.Core.Data;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;

namespace CrmLive.Tests.Submissions;

[Trait("Feature", "B12"), Trait("Feature", "B13"), Trait("Feature", "B14")]
public sealed class SimilarityProperties
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task After_any_edits_exactly_those_are_alike_whom_reading_every_row_finds_and_the_same_fields_are_named(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var world = await SimilarWorld.StartAsync(desk);
        var similarity = new Similarity(desk.Office.Crm) { Most = 1_000, MostNamesakes = 1_000 };
        var done = new List<int>();
        foreach (var edits in Gen.Choose(0, int.MaxValue - 1).ListOf(20).Sample(3))
        {
            foreach (var seed in edits)
            {
                done.Add(seed);
                await world.EditAsync(new Random(seed));
            }

            foreach (var submission in await world.SubmissionsAsync())
            {
                foreach (var actor in world.Actors)
                {
                    var what = $"of {submission.Id} to {actor.Name}, {actor.Scope}, after {string.Join(' ', done)}";
                    var (found, naive) = (await similarity.OfAsync(actor, submission.Id, default), await world.CompareAllAsync(actor, submission));
                    if (found is not null)
                    {
                        Agree(naive.Clients, found.Clients, $"clients {what}");
                        Agree(naive.Submissions, found.Submissions, $"submissions {what}");
                        Agree(naive.Leads, found.Leads, $"leads {what}");
                    }
                }
            }
        }
    }

    private static void Agree<T>(List<(int Id, SameIn Same)> naive, IEnumerable<T> found, string what)
        where T : IAlike
    {
        var rows = found.Select(row => (row.Id, row.Same)).OrderBy(row => row.Id).ThenBy(row => row.Same).ToList();
        Assert.True(naive.SequenceEqual(rows), $"{string.Join(' ', rows)} and not {string.Join(' ', naive)}: {what}");
    }
}
