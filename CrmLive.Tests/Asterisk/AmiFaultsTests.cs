using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Lab;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Asterisk;

/// <summary>C1 under what a wire and an exchange can do to it.</summary>
[Trait("Feature", "C1")]
public sealed class AmiFaultsTests
{
    [Fact]
    public async Task A_line_of_a_megabyte_is_passed_over_and_the_next_event_is_read()
    {
        await using var exchange = new FakeExchange();
        await using var feed = new Feed(Feed.Options(exchange.Port));
        using var connection = await exchange.LetInAsync();

        await connection.WriteAsync($"Event: VarSet\r\nValue: {new string('x', 1 << 20)}\r\nUniqueid: 1.1\r\n\r\n" + Arrives(1));
        await feed.CallWithAsync(Caller(1), CallStatus.Ringing);
        Assert.Equal(AsteriskConnection.Connected, feed.Adapter.State.Connection);
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_of_an_event_loses_nothing_and_invents_nothing()
    {
        await using var exchange = new FakeExchange();
        await using var feed = new Feed(Feed.Options(exchange.Port));
        using (var connection = await exchange.LetInAsync())
        {
            await connection.WriteAsync(Arrives(1) + Arrives(2) + "Event: Hangup\r\nUniqueid: 1.1\r\nLin");
            await feed.CallWithAsync(Caller(2), CallStatus.Ringing);
        }

        using var again = await exchange.LetInAsync(Listed(1), Listed(3));
        await feed.CallWithAsync(Caller(2), call => call.EndedAt is not null, "ended, as the exchange no longer has it");
        await feed.CallWithAsync(Caller(3), CallStatus.Ringing);
        Assert.Equal(CallStatus.Ringing, feed.CallWith(Caller(1))!.Status);
        Assert.Equal("225550101", feed.CallWith(Caller(3))!.Line);

        await again.WriteAsync(HangsUp(1));
        await feed.CallWithAsync(Caller(1), call => call.EndedAt is not null, "ended");
        Assert.Single(feed.Events, said => said is { CallKey: "1.1", Kind: CallEventKind.Ended });
        Assert.Single(feed.Events, said => said is { CallKey: "1.1", Kind: CallEventKind.Started });
    }

    [Fact]
    public async Task What_happens_while_the_channels_are_being_listed_is_read_after_the_list()
    {
        await using var exchange = new FakeExchange();
        await using var feed = new Feed(Feed.Options(exchange.Port));
        using var connection = await exchange.AcceptAsync();
        await connection.AnswerAsync("Login", "Response: Success");
        await connection.AnswerAsync("CoreShowChannels", "Response: Success", HangsUp(1).TrimEnd(), $"Event: CoreShowChannel\r\n{Listed(1)}", "Event: CoreShowChannelsComplete");
        await feed.ConnectedAsync();

        await connection.WriteAsync(HangsUp(1));
        await feed.CallWithAsync(Caller(1), call => call.EndedAt is not null, "ended");
    }

    [Fact]
    public async Task Ten_thousand_events_at_once_are_all_taken()
    {
        await using var exchange = new FakeExchange();
        await using var feed = new Feed(Feed.Options(exchange.Port));
        using var connection = await exchange.LetInAsync();

        await connection.WriteAsync(string.Concat(Enumerable.Range(1, 5_000).Select(call => Arrives(call) + HangsUp(call))));
        await Eventually.True(() => feed.Events.Count >= 10_000, "10,000 events");
        Assert.Equal(10_000, feed.Events.Select(said => said.EventId).Distinct().Count());
    }

    [Fact, Trait("Feature", "C2")]
    public async Task Ten_thousand_events_at_once_are_five_thousand_calls_in_the_database_each_counted_once()
    {
        await using var exchange = new FakeExchange();
        await using var floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        floor.Office.LivesToday();
        await using var feed = new Feed(Feed.Options(exchange.Port), intake: async events => Assert.Empty((await floor.TellAsync(events)).Refused));
        using var connection = await exchange.LetInAsync();

        await connection.WriteAsync(string.Concat(Enumerable.Range(1, 5_000).Select(call => Arrives(call) + HangsUp(call))));
        await Eventually.True(() => feed.Events.Count >= 10_000, "10,000 events in the database");
        Assert.Equal(10_000, await floor.ReadAsync(db => db.Set<StoredCallEvent>().CountAsync()));
        Assert.Equal((5_000, 0), await floor.ReadAsync(async db => (await db.Set<Call>().CountAsync(), await db.Set<Call>().CountAsync(c => c.EndedAt == null))));
        Assert.Equal(5_000, await floor.ReadAsync(db => db.Set<DailyTotal>().SumAsync(t => t.Count)));
    }

    [Fact]
    public async Task While_the_intake_fails_events_are_kept_and_offered_again_in_their_order()
    {
        var failures = 3;
        await using var exchange = new FakeExchange();
        await using var feed = new Feed(Feed.Options(exchange.Port), intake: _ => failures-- > 0 ? throw new IOException("disk full") : ValueTask.CompletedTask);
        using var connection = await exchange.LetInAsync();

        await connection.WriteAsync(string.Concat(Enumerable.Range(1, 50).Select(call => Arrives(call) + HangsUp(call))));
        await Eventually.True(() => feed.Events.Count == 100, "100 events");
        Assert.Equal(Enumerable.Range(1, 50).SelectMany(call => (string[])[$"1.{call}/started", $"1.{call}/ended"]), feed.Events.Select(said => said.EventId));
    }

    [Fact, Trait("Feature", "C5")]
    public async Task A_call_that_ended_while_crmlive_was_down_is_ended_at_the_first_connection()
    {
        await using var exchange = new FakeExchange();
        await using var feed = new Feed(Feed.Options(exchange.Port), believed: ["1.1", "1.9"]);
        using var connection = await exchange.LetInAsync(Listed(1));

        await Eventually.True(() => feed.Events.Any(said => said is { CallKey: "1.9", Kind: CallEventKind.Ended }), "call 1.9 is ended");
        Assert.DoesNotContain(feed.Events, said => said is { CallKey: "1.1", Kind: CallEventKind.Ended });
    }

    internal static string Caller(int call) => $"+4822555{call:0000}";

    internal static string Arrives(int call) => $"Event: Newchannel\r\n{Listed(call)}\r\n\r\n";

    internal static string HangsUp(int call) => $"Event: Hangup\r\nChannel: PJSIP/trunk-{call:x8}\r\nCause: 16\r\nUniqueid: 1.{call}\r\nLinkedid: 1.{call}\r\n\r\n";

    internal static string Listed(int call) =>
        $"Channel: PJSIP/trunk-{call:x8}\r\nCallerIDNum: {Caller(call)}\r\nCallerIDName: <unknown>\r\nContext: from-trunk\r\nExten: 225550101\r\nDuration: 00:00:07\r\nUniqueid: 1.{call}\r\nLinkedid: 1.{call}";
}
