using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Office;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using CrmLive.Tests.Account;
using CrmLive.Tests.Lab;
using CrmLive.Web.Hubs;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Hubs;

/// <summary>The whole host with its real hub, and programs that come in with tokens.</summary>
public sealed class HubOffice : IAsyncDisposable
{
    private readonly List<HubConnection> _lines = [];
    private int _events;

    private HubOffice(WebOffice web) => Web = web;

    public WebOffice Web { get; }

    public static async Task<HubOffice> OpenAsync() => new(await WebOffice.OpenAsync());

    /// <summary>A token of a new user with that role, limited to these permissions.</summary>
    public async Task<string> TokenAsync(string role, params string[] permissions)
    {
        var user = await Web.AddUserAsync($"{role}{_lines.Count}{permissions.Length}{++_events}", role);
        return await Web.Services.GetRequiredService<ApiTokens>().CreateAsync(Actor.System, "display", user.Id, permissions, default);
    }

    public async Task<HubConnection> ConnectAsync(string token, bool messagePack = false)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(Web.Address, LiveHub.Address), http => http.AccessTokenProvider = () => Task.FromResult<string?>(token));
        if (messagePack)
        {
            builder.AddMessagePackProtocol();
        }

        var line = builder.Build();
        _lines.Add(line);
        await line.StartAsync();
        return line;
    }

    /// <summary>A call that rings, as the exchange would tell.</summary>
    public async Task RingAsync(string key, string caller = "+48600111222") =>
        await Web.Services.GetRequiredService<CallIntake>().AcceptAsync([Event(key, CallEventKind.Started) with { Caller = caller }], default);

    public async Task HangUpAsync(string key) =>
        await Web.Services.GetRequiredService<CallIntake>().AcceptAsync([Event(key, CallEventKind.Ended)], default);

    /// <summary>Until somebody who has only just begun to listen has surely heard something of what goes on.</summary>
    public async Task RingUntilAsync(Func<bool> heard, string what, Func<Task>? more = null) => await Eventually.True(async () =>
    {
        Web.Clock.Advance(TimeSpan.FromMilliseconds(60));
        if (heard())
        {
            return true;
        }

        await RingAsync($"call {++_events}");
        await (more?.Invoke() ?? Task.CompletedTask);
        return false;
    }, what);

    /// <summary>Watches the calls, once they have become what the test waits for.</summary>
    public async Task<Example.CallsShown> ShownAsync(HubConnection line, Func<Example.CallsNow, bool> when)
    {
        Example.CallsShown? shown = null;
        await Eventually.True(async () =>
        {
            Web.Clock.Advance(TimeSpan.FromMilliseconds(60));
            shown = await line.InvokeAsync<Example.CallsShown>(nameof(LiveHub.WatchCalls));
            return when(shown.Now);
        }, "the calls shown");
        return shown!;
    }

    public async Task<int> AddClientAsync(Branch? branch = null)
    {
        await using var db = Web.Crm.Open(Actor.System);
        var client = new Client
        {
            FirstName = "Anna",
            Branch = branch,
            StatusId = await db.Set<DictionaryEntry>().Where(e => e.Key == ClientStatusKeys.New).Select(e => e.Id).FirstAsync(),
            CreatedAt = Web.Clock.GetUtcNow().UtcDateTime,
        };
        db.Add(client);
        await db.SaveChangesAsync();
        return client.Id;
    }

    /// <summary>The office's clock stands still by itself; what is paced by it goes on while the test looks.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => Eventually.True(() =>
    {
        Web.Clock.Advance(TimeSpan.FromMilliseconds(60));
        return condition();
    }, what);

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines)
        {
            await line.DisposeAsync();
        }

        await Web.DisposeAsync();
    }

    private CallEvent Event(string key, CallEventKind kind) => new()
    {
        Exchange = "test", EventId = $"{++_events}", CallKey = key, Kind = kind, At = Web.Clock.GetUtcNow().UtcDateTime, Direction = CallDirection.Inbound,
    };
}
