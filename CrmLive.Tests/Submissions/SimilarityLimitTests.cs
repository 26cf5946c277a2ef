using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Submissions;

/// <summary>More alike than anybody reads, more rings than anybody asks by row, and rings that cannot be asked at all.</summary>
public sealed class SimilarityLimitTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "B12")]
    public async Task Of_more_than_are_shown_the_surest_are_and_it_is_said_that_there_are_more(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        async Task<int> Client(string last, string? phone, string? email = null) =>
            (await desk.Clients.CreateAsync(desk.Manager, new NewClient { FirstName = "Jan", LastName = last, Phone = phone, Email = email, PlanFirstStep = false }, default)).Id;
        var id = await desk.TakenAsync(desk.Jan);
        var few = new Similarity(desk.Office.Crm) { Most = 2, MostNamesakes = 1 };
        var (surest, _) = (await Client("Kot", "600111222", "jan.nowak@example.org"), await Client("Lis", "600111222"));
        await Client("Nowak", null);
        await Client("Nowak", null);
        var found = (await few.OfAsync(desk.Manager, id, default))!;
        Assert.Equal((3, false, surest), (found.Clients.Count, found.More, found.Clients[0].Id));
        Assert.Equal([SameIn.Phone | SameIn.Email, SameIn.Phone, SameIn.Name], found.Clients.Select(c => c.Same));

        await Client("Wilk", "600111222");
        found = (await few.OfAsync(desk.Manager, id, default))!;
        Assert.Equal((3, true, surest), (found.Clients.Count, found.More, found.Clients[0].Id));

        // Who is called so too and certain besides takes no namesake's place.
        await Client("Nowak", "600111222");
        found = (await few.OfAsync(desk.Manager, id, default))!;
        Assert.Equal([SameIn.Phone | SameIn.Name, SameIn.Phone | SameIn.Email, SameIn.Name], found.Clients.Select(c => c.Same));
    }

    [Fact, Trait("Feature", "B15")]
    public async Task More_rings_than_are_asked_by_row_or_a_ring_for_all_are_for_everybody_and_so_is_every_ring_until_a_look_has_found_something()
    {
        await using var desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);
        using var bell = new SimilarityBell(desk.Office.Crm, desk.Similarity, NullLogger<SimilarityBell>.Instance);
        using var look = bell.Look(desk.Manager, await desk.TakenAsync(desk.Jan));
        await look.SearchAsync(default);
        async Task<bool> Rings(params int[] leads)
        {
            var before = look.Rings.Current;
            await bell.TellAsync([.. leads.Select(id => new LiveEvent(LiveTopic.Leads, id, 0))], default);
            return !ReferenceEquals(before, look.Rings.Current);
        }

        Assert.False(await Rings(1001));
        Assert.True(await Rings(0));
        Assert.False(await Rings([.. Enumerable.Range(1001, 200)]));
        Assert.True(await Rings([.. Enumerable.Range(1001, 201)]));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look.SearchAsync(new CancellationToken(canceled: true)));
        Assert.True(await Rings(1001));
    }

    [Fact, Trait("Feature", "B15"), Trait("Feature", "P24")]
    public async Task While_the_database_cannot_say_whom_a_ring_is_for_it_is_for_everybody()
    {
        await using var desk = await BrokerDesk.OpenAsync(DatabaseKind.Sqlite);
        using var bell = new SimilarityBell(desk.Office.Crm, desk.Similarity, NullLogger<SimilarityBell>.Instance);
        using var look = bell.Look(desk.Manager, await desk.TakenAsync(desk.Jan));
        await look.SearchAsync(default);
        var before = look.Rings.Current;
        await desk.Office.RenameAsync("FindKeys", "Elsewhere");
        // It hears from here on, so that what it tells it tells because of that.
        await bell.StartAsync(default);
        await Eventually.True(() =>
        {
            desk.Office.Bus.Publish([new LiveEvent(LiveTopic.Leads, 1001, 0)]);
            return !ReferenceEquals(before, look.Rings.Current);
        }, "it is told of what cannot be asked");
        await desk.Office.RenameAsync("Elsewhere", "FindKeys");
        await bell.StopAsync(default);
    }
}
