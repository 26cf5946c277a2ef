using System.Text;
using CrmLive.Core.Live;

namespace CrmLive.Tests.Live;

[Trait("Feature", "P6")]
public sealed class RingMessageTests
{
    [Fact]
    public void What_was_rung_is_what_is_read()
    {
        LiveEvent[] rings = [new(LiveTopic.Calls, 7, 41), new(LiveTopic.Calls, 8, 42), new(LiveTopic.Mail, 0, 0)];
        var (node, read) = RingMessage.Read(Assert.Single(RingMessage.Write("here", rings)))!.Value;

        Assert.Equal("here", node);
        Assert.Equal([new(LiveTopic.Calls, 7, 42), new(LiveTopic.Calls, 8, 42), new(LiveTopic.Mail, 0, 42)], read);
    }

    [Fact]
    public void A_thousand_rows_go_in_pieces_that_PostgreSQL_takes_and_none_is_lost()
    {
        var ids = Enumerable.Range(2_000_000_000, 1_900).ToArray();
        var pieces = RingMessage.Write("here", ids.Select(id => new LiveEvent(LiveTopic.Leads, id, long.MaxValue))).ToList();

        Assert.True(pieces.Count > 1);
        Assert.All(pieces, piece => Assert.True(Encoding.UTF8.GetByteCount(piece) < 8_000));
        Assert.Equal(ids, pieces.SelectMany(piece => RingMessage.Read(piece)!.Value.Rings).Select(ring => ring.Id));
    }

    [Fact]
    public void Too_many_rows_are_news_of_the_whole_list()
    {
        var piece = Assert.Single(RingMessage.Write("here", Enumerable.Range(1, 50_000).Select(id => new LiveEvent(LiveTopic.Clients, id, 9))));
        Assert.Equal([new LiveEvent(LiveTopic.Clients, 0, 9)], RingMessage.Read(piece)!.Value.Rings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("somebody else's notification")]
    [InlineData("node x|0:1")]
    public void A_payload_of_another_making_is_let_be(string payload) => Assert.Null(RingMessage.Read(payload));

    [Fact]
    public void A_topic_only_a_newer_node_knows_is_let_be() =>
        Assert.Equal([new LiveEvent(LiveTopic.Calls, 3, 5)], RingMessage.Read("node 5|99:1,2|0:3")!.Value.Rings);
}
