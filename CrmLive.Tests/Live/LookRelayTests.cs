using CrmLive.Core.Live;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Live;

/// <summary>Two people on one card know of each other also when they are at different nodes.</summary>
[Trait("Feature", "A19"), Trait("Feature", "P19")]
public sealed class LookRelayTests
{
    private static readonly Looked Card = new(LiveTopic.Clients, 7);
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    [SkippableFact]
    public async Task Who_looks_at_one_node_is_seen_at_the_other_until_they_leave_or_their_node_stops()
    {
        Needs.Postgres();
        await using var database = await PostgresLab.NewDatabaseAsync();
        var (here, there) = (new Onlookers(), new Onlookers());
        using var early = here.Enter(Card, 1);
        using var one = await StartAsync(database.ConnectionString, here);
        using var two = await StartAsync(database.ConnectionString, there);

        // Whoever was there before the second node started is told to it too.
        using var hers = there.Enter(Card, 2);
        await SeesAsync(hers, 1, 2);
        await SeesAsync(early, 1, 2);
        var his = here.Enter(Card, 3);
        await SeesAsync(hers, 1, 2, 3);
        his.Dispose();
        await SeesAsync(hers, 1, 2);

        await one.StopAsync(default);
        await SeesAsync(hers, 2);
    }

    [Fact]
    public void A_node_that_says_nothing_any_more_is_forgotten_and_the_rest_stays()
    {
        var onlookers = new Onlookers();
        using var mine = onlookers.Enter(Card, 1);
        onlookers.Hear("dead", Card, [2, 3], Noon);
        onlookers.Hear("alive", Card, [3, 1], Noon.AddMinutes(2));
        Assert.Equal([1, 2, 3], mine.Present.Current.Value.Order());

        onlookers.Forget((_, until) => until < Noon.AddMinutes(1));
        Assert.Equal([1, 3], mine.Present.Current.Value.Order());
        onlookers.Hear("alive", Card, [], Noon);
        Assert.Equal([1], mine.Present.Current.Value);
    }

    [Fact, Trait("Feature", "B21")]
    public void Whoever_looks_at_a_submission_is_not_at_the_card_of_the_same_number()
    {
        var onlookers = new Onlookers();
        using var card = onlookers.Enter(Card, 1);
        using var submission = onlookers.Enter(new Looked(LiveTopic.Submissions, Card.Id), 2);
        Assert.Equal([1], card.Present.Current.Value);
        Assert.Equal([2], submission.Present.Current.Value);
    }

    [Fact]
    public void The_same_said_again_is_no_news()
    {
        var onlookers = new Onlookers();
        using var mine = onlookers.Enter(Card, 1);
        onlookers.Hear("other", Card, [2], Noon);
        var shown = mine.Present.Current;
        onlookers.Hear("other", Card, [2], Noon.AddSeconds(20));
        Assert.Same(shown, mine.Present.Current);
    }

    [Fact]
    public void A_message_is_read_as_it_was_written_and_in_pieces_that_PostgreSQL_takes()
    {
        var rooms = Enumerable.Range(1, 2_000).Select(id => (At: new Looked(id % 2 == 0 ? LiveTopic.Clients : LiveTopic.Submissions, id), UserIds: (int[])[id, id + 1])).Append((new Looked(LiveTopic.Clients, 2_001), [])).ToArray();
        var pieces = LookMessage.Write("abc", rooms).ToList();
        Assert.All(pieces, piece => Assert.True(piece.Length < 8_000));
        Assert.Equal(rooms.Select(room => $"{room.At}:{string.Join(',', room.UserIds)}"),
            pieces.SelectMany(piece => LookMessage.Read(piece)!.Rooms).Select(room => $"{room.At}:{string.Join(',', room.UserIds)}"));
        Assert.Equal(LookWord.Ask, LookMessage.Read(LookMessage.Ask("abc"))!.Word);
        Assert.Equal(LookWord.Farewell, LookMessage.Read(LookMessage.Farewell("abc"))!.Word);
        Assert.All((string[])["", "abc", "abc|x:1", "abc|1", "abc|1:2", "|1.1:2", "abc|1.1:2:3", "abc|99.1:2"], nonsense => Assert.Null(LookMessage.Read(nonsense)));
    }

    private static async Task<LookRelay> StartAsync(string postgres, Onlookers onlookers)
    {
        var relay = new LookRelay(postgres, onlookers, TimeProvider.System, NullLogger<LookRelay>.Instance);
        await relay.StartAsync(default);
        return relay;
    }

    private static Task SeesAsync(Onlookers.Look look, params int[] users) =>
        Eventually.True(() => look.Present.Current.Value.Order().SequenceEqual(users), TimeSpan.FromSeconds(60), $"{string.Join(", ", users)} are there");
}
