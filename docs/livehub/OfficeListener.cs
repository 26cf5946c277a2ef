using Microsoft.AspNetCore.SignalR.Client;

namespace CrmLive.Example;

/// <summary>Shows on a console what rings in the office. Needs one package: Microsoft.AspNetCore.SignalR.Client.</summary>
public sealed class OfficeListener : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly TextWriter _screen;
    private long _seq;

    public OfficeListener(Uri office, string token, TextWriter screen)
    {
        _screen = screen;
        _hub = new HubConnectionBuilder()
            .WithUrl(new Uri(office, "/hubs/live"), http => http.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .WithAutomaticReconnect()
            .Build();
        _hub.On<CallsChange>("CallsChanged", change => Show(change.Calls));
        _hub.On("CallsStale", ShowAllAsync);
        _hub.Reconnected += async _ => await ShowAllAsync();
    }

    public async Task RunAsync(CancellationToken ct)
    {
        await _hub.StartAsync(ct);
        await ShowAllAsync();
        await foreach (var rings in _hub.StreamAsync<Ring[]>("Watch", (string[])["Calls", "Clients", "Leads"], ct))
        {
            foreach (var ring in rings)
            {
                await _screen.WriteLineAsync(ring.Id == 0 ? $"{ring.Topic}: something changed" : $"{ring.Topic} {ring.Id} changed");
                _seq = Math.Max(_seq, ring.Seq);
            }
        }
    }

    /// <summary>After a break: the calls as they are now, and what else rang meanwhile.</summary>
    private async Task ShowAllAsync()
    {
        var shown = await _hub.InvokeAsync<CallsShown>("WatchCalls");
        Show(shown.Now.Calls);
        var missed = await _hub.InvokeAsync<MissedRings>("CatchUp", _seq);
        _seq = missed.Seq;
    }

    private void Show(IEnumerable<CallNow> calls)
    {
        foreach (var call in calls)
        {
            _screen.WriteLine($"{call.Status}: {call.Clients.FirstOrDefault()?.Name ?? call.Number ?? "hidden number"}");
        }
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}

// What this program reads of the messages; they hold more.
public sealed record Ring(string Topic, int Id, long Seq);

public sealed record MissedRings(long Seq, Ring[] Rings);

public sealed record CallsShown(long Version, CallsNow Now);

public sealed record CallsNow(CallNow[] Calls);

public sealed record CallsChange(long After, long Version, CallNow[] Calls, int[] EndedCalls);

public sealed record CallNow(int Id, string Status, string? Number, KnownCaller[] Clients);

public sealed record KnownCaller(int Id, string Name);
