using CrmLive.Core.Live;

namespace CrmLive.Tests.Live;

[Trait("Feature", "P6")]
[Trait("Feature", "P20")]
public sealed class PostgresLiveBusTests
{
    [SkippableFact]
    public async Task A_change_at_one_node_is_heard_at_the_other()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var ear = new Ear(nodes.There, LiveTopic.Clients);
        var change = await nodes.AddClientHereAsync("Anna");

        await ear.HearsAsync(LiveTopic.Clients, change.Id, "the client made at the other node");
    }

    [SkippableFact]
    public async Task The_node_that_changed_something_hears_it_once_and_not_its_echo()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var here = new Ear(nodes.Here, LiveTopic.Clients);
        await using var there = new Ear(nodes.There, LiveTopic.Clients);
        var first = await nodes.AddClientHereAsync("Anna");
        await there.HearsAsync(LiveTopic.Clients, first.Id, "the first client at the other node");

        // What the other node says now comes on the same line after any echo would have.
        nodes.There.Publish([new LiveEvent(LiveTopic.Clients, 999_999, 0)]);
        await here.HearsAsync(LiveTopic.Clients, 999_999, "the other node's own ring");
        Assert.Equal(1, here.Times(LiveTopic.Clients, first.Id));
    }

    [SkippableFact]
    public async Task A_listener_that_was_cut_off_rings_everything_when_it_is_back()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var ear = new Ear(nodes.There, Enum.GetValues<LiveTopic>());
        var before = await nodes.AddClientHereAsync("Anna");
        await ear.HearsAsync(LiveTopic.Clients, before.Id, "a change while the line held");
        await nodes.CutAsync(nodes.There);
        var meanwhile = await nodes.AddClientHereAsync("Ewa");

        await ear.LearnsAsync(meanwhile, "a change while the line was down");
        foreach (var topic in Enum.GetValues<LiveTopic>())
        {
            await ear.LearnsAsync(new LiveEvent(topic, 0, before.Seq), $"a ring of all {topic}");
        }

        await ear.LearnsAsync(await nodes.AddClientHereAsync("Jan"), "a change after the line was mended");
    }

    [SkippableFact]
    public async Task A_node_whose_own_line_was_cut_still_tells_what_changed_meanwhile()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var ear = new Ear(nodes.There, LiveTopic.Clients, LiveTopic.Kpi);
        await nodes.CutAsync(nodes.Here);
        nodes.Here.Publish([new LiveEvent(LiveTopic.Kpi, 5, 0)]);

        await ear.HearsAsync(LiveTopic.Kpi, 5, "a ring that no journal knows, sent over a line that was down");
    }

    [SkippableFact]
    public async Task What_a_node_committed_and_could_not_tell_any_more_is_found_in_the_journal()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var ear = new Ear(nodes.There, LiveTopic.Clients);
        var client = await nodes.DiesMute.AddClientAsync("Jan", "Lis", "600 111 222");

        await ear.HearsAsync(LiveTopic.Clients, client.Id, "the client of the node that died");
    }

    [Fact]
    public async Task In_one_process_too_a_watcher_that_fell_behind_is_told_to_read_everything()
    {
        await using var bus = new InProcessLiveBus();
        using var slow = bus.Subscribe(LiveTopic.Calls);
        bus.Publish([.. Enumerable.Range(1, 2_000).Select(id => new LiveEvent(LiveTopic.Calls, id, id))]);
        await using var last = new Ear(bus, LiveTopic.Users);
        bus.Publish([new LiveEvent(LiveTopic.Users, 1, 2_001)]);
        await last.HearsAsync(LiveTopic.Users, 1, "the dispatcher is through");

        var batch = await slow.ReadBatchAsync(default);
        Assert.Contains(batch, ring => ring.Id == 0);
        Assert.Contains(batch, ring => ring.Id == 2_000);
        Assert.True(batch.Count < 500);
    }
}
