using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CrmLive.Tests.Asterisk;

[Trait("Feature", "C1")]
public sealed class RefusedTests
{
    [Fact]
    public async Task A_wrong_password_is_one_clear_state_and_is_not_tried_again_and_again()
    {
        var time = new FakeTimeProvider();
        await using var exchange = new FakeExchange();
        using var stop = new CancellationTokenSource();
        var adapter = new AsteriskAdapter(Feed.Options(exchange.Port), (_, _) => ValueTask.CompletedTask, _ => ValueTask.FromResult<IReadOnlyCollection<string>>([]), time, NullLogger<AsteriskAdapter>.Instance);
        var running = adapter.RunAsync(stop.Token);
        using (var connection = await exchange.AcceptAsync())
            await connection.AnswerAsync("Login", "Response: Error\r\nMessage: Authentication failed");

        await Eventually.True(() => adapter.State.Connection == AsteriskConnection.Refused, "refused");
        Assert.Equal("The exchange refused user 'crmlive': Authentication failed.", adapter.State.Error);
        time.Advance(TimeSpan.FromSeconds(100));
        Assert.False(exchange.SomebodyKnocks);

        await Eventually.True(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return exchange.SomebodyKnocks;
        }, "tried again after two minutes");
        await stop.CancelAsync();
        await running;
        Assert.Equal(AsteriskConnection.Off, adapter.State.Connection);
    }

    [SkippableFact]
    public async Task A_real_exchange_s_refusal_is_understood()
    {
        Needs.Asterisk();
        await using var lab = await AsteriskLab.StartAsync();
        await using var feed = new Feed(Feed.Options(lab.Exchange.AmiPort) with { Secret = "wrong" });

        await Eventually.True(() => feed.Adapter.State.Connection == AsteriskConnection.Refused, "refused");
        Assert.Equal("The exchange refused user 'crmlive': Authentication failed.", feed.Adapter.State.Error);
        Assert.NotNull((await feed.Adapter.DialAsync("101", "225550999", CancellationToken.None)).Refusal);
        Assert.Null(await feed.Adapter.IsAliveAsync("1.1", CancellationToken.None));
    }
}
