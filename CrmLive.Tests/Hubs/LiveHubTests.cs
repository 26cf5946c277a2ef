using System.Collections.Concurrent;
using System.Net;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Example;
using CrmLive.Web.Hubs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Hubs;

[Trait("Feature", "P7")]
public sealed class LiveHubTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_program_with_a_token_hears_a_call_ring_in_either_format(bool messagePack)
    {
        await using var office = await HubOffice.OpenAsync();
        var line = await office.ConnectAsync(await office.TokenAsync("receptionist", CallPermissions.Watch), messagePack);
        var heard = Listen(line, "Calls");
        await office.RingUntilAsync(() => !heard.IsEmpty, "the ring of a call");

        Assert.All(heard, ring => Assert.Equal("Calls", ring.Topic));
        Assert.All(heard, ring => Assert.True(ring.Id > 0 && ring.Seq > 0));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_calls_going_on_are_shown_and_then_only_what_changes(bool messagePack)
    {
        await using var office = await HubOffice.OpenAsync();
        await office.RingAsync("first");
        var line = await office.ConnectAsync(await office.TokenAsync("receptionist", CallPermissions.Watch), messagePack);
        var changes = new ConcurrentQueue<Example.CallsChange>();
        line.On<Example.CallsChange>(nameof(ILiveListener.CallsChanged), changes.Enqueue);
        var shown = await office.ShownAsync(line, now => now.Calls.Length == 1);
        Assert.Equal("Ringing", shown.Now.Calls.Single().Status);

        await office.RingAsync("second", "+48600333444");
        // What was under way to the first call when the line opened may come behind it; only the second call's change is meant.
        bool TellsOfTheSecond(Example.CallsChange change) => change.Calls.Any(call => call.Id != shown.Now.Calls[0].Id);
        await office.UntilAsync(() => changes.Any(TellsOfTheSecond), "the second call");
        var second = changes.First(TellsOfTheSecond);
        Assert.True(second.After >= shown.Version);
        Assert.DoesNotContain(second.Calls, call => call.Id == shown.Now.Calls[0].Id);

        await office.HangUpAsync("first");
        await office.UntilAsync(() => changes.Any(change => change.EndedCalls.Contains(shown.Now.Calls[0].Id)), "the end of the first call");
    }

    [Fact]
    public async Task A_token_hears_only_the_topics_it_may_and_is_told_which_permission_it_lacks()
    {
        await using var office = await HubOffice.OpenAsync();
        var line = await office.ConnectAsync(await office.TokenAsync("receptionist", ClientPermissions.View));
        var heard = Listen(line, "Calls", "Clients");
        await office.RingUntilAsync(() => heard.Any(ring => ring.Topic == "Clients"), "a change of a client", async () => await office.AddClientAsync());

        Assert.DoesNotContain(heard, ring => ring.Topic == "Calls");
        var refused = await Assert.ThrowsAsync<HubException>(() => line.InvokeAsync<Example.CallsShown>("WatchCalls"));
        Assert.Contains(CallPermissions.Watch, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_another_branch_does_not_ring_for_who_may_not_see_it_nor_does_it_come_with_catching_up()
    {
        await using var office = await HubOffice.OpenAsync();
        var line = await office.ConnectAsync(await office.TokenAsync("manager", ClientPermissions.View));
        var heard = Listen(line, "Clients");
        var foreign = await office.AddClientAsync(new Branch { Name = "Elsewhere" });
        var own = new ConcurrentBag<int>();
        await office.RingUntilAsync(() => heard.Any(ring => own.Contains(ring.Id)), "an own client", async () => own.Add(await office.AddClientAsync()));

        Assert.DoesNotContain(heard, ring => ring.Id == foreign);
        var missed = await line.InvokeAsync<Example.MissedRings>("CatchUp", 0L);
        Assert.Contains(missed.Rings, ring => ring is { Topic: "Clients" } && own.Contains(ring.Id));
        Assert.DoesNotContain(missed.Rings, ring => ring is { Topic: "Clients" } && ring.Id == foreign);
    }

    [Fact]
    public async Task Who_was_away_asks_what_rang_since()
    {
        await using var office = await HubOffice.OpenAsync();
        var line = await office.ConnectAsync(await office.TokenAsync("receptionist", ClientPermissions.View));
        var before = (await line.InvokeAsync<Example.MissedRings>("CatchUp", 0L)).Seq;
        var id = await office.AddClientAsync();

        var missed = await line.InvokeAsync<Example.MissedRings>("CatchUp", before);
        Assert.Contains(new Ring("Clients", id, missed.Seq), missed.Rings);
        Assert.Empty((await line.InvokeAsync<Example.MissedRings>("CatchUp", missed.Seq)).Rings);
        var ahead = await line.InvokeAsync<Example.MissedRings>("CatchUp", missed.Seq + 1_000);
        Assert.Contains(ahead.Rings, ring => ring is { Topic: "Clients", Id: 0 });
    }

    [Fact]
    public async Task A_revoked_token_loses_its_line_and_comes_in_no_more()
    {
        await using var office = await HubOffice.OpenAsync();
        var token = await office.TokenAsync("receptionist", CallPermissions.Watch);
        var line = await office.ConnectAsync(token);
        await office.Web.ChangeAsync<ApiToken>(t => t.RevokedAt = TimeProvider.System.GetUtcNow().UtcDateTime, t => t.RevokedAt == null);

        await office.UntilAsync(() => line.State == HubConnectionState.Disconnected, "the line is cut");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => office.ConnectAsync(token));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_nobody_comes_in()
    {
        await using var office = await HubOffice.OpenAsync();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => office.ConnectAsync("crm_guessed"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_program_that_lost_the_right_to_watch_is_told_so_and_hears_no_more_of_the_calls()
    {
        await using var office = await HubOffice.OpenAsync();
        var line = await office.ConnectAsync(await office.TokenAsync("receptionist", CallPermissions.Watch));
        var stale = false;
        var changes = new ConcurrentQueue<Example.CallsChange>();
        line.On(nameof(ILiveListener.CallsStale), () => stale = true);
        line.On<Example.CallsChange>(nameof(ILiveListener.CallsChanged), changes.Enqueue);
        await office.ShownAsync(line, _ => true);
        await office.Web.ChangeAsync<Role>(role => role.Permissions = [], role => role.Key == "receptionist");

        await office.RingUntilAsync(() => stale, "it is told that its view is stale");
        Assert.DoesNotContain(changes, change => change.Calls.Any(call => call.Number is null));
        changes.Clear();
        await office.RingAsync("after");
        await office.UntilAsync(() => office.Web.Services.GetRequiredService<Core.Live.SharedView<Core.Calls.CallsNow>>().Current.Value.Calls.Count > 0, "the call is on the panel");
        await Assert.ThrowsAsync<HubException>(() => line.InvokeAsync<Example.CallsShown>("WatchCalls"));
        Assert.Empty(changes);
    }

    [Fact]
    public async Task The_example_of_the_documentation_shows_a_call()
    {
        await using var office = await HubOffice.OpenAsync();
        await using var screen = new StringWriter();
        await using var listener = new OfficeListener(office.Web.Address, await office.TokenAsync("receptionist", CallPermissions.Watch), TextWriter.Synchronized(screen));
        using var stop = new CancellationTokenSource();
        var running = listener.RunAsync(stop.Token);
        await office.RingUntilAsync(() => $"{screen}".Contains("Ringing: ", StringComparison.Ordinal) && $"{screen}".Contains("Calls ", StringComparison.Ordinal), "the call on its screen");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task The_documentation_shows_the_very_program_that_was_tested()
    {
        var docs = Path.Combine(Architecture.Sources.Root, "docs");
        var program = await File.ReadAllTextAsync(Path.Combine(docs, "livehub", "OfficeListener.cs"));
        Assert.Contains(program, await File.ReadAllTextAsync(Path.Combine(docs, "livehub.md")), StringComparison.Ordinal);
    }

    internal static ConcurrentQueue<Ring> Listen(HubConnection line, params string[] topics)
    {
        var heard = new ConcurrentQueue<Ring>();
        _ = Task.Run(async () =>
        {
            await foreach (var rings in line.StreamAsync<Ring[]>("Watch", topics))
            {
                foreach (var ring in rings)
                {
                    heard.Enqueue(ring);
                }
            }
        });
        return heard;
    }
}
