using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmLive.Benchmarks.Floor;

/// <summary>
/// A server with nothing in it: a hub that broadcasts, and a page with one live cell. It proves the load client, and gives the
/// price of a circuit as such beside the price of ours.
/// </summary>
public static class FloorServer
{
    public static async Task RunAsync(Uri address, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(address.AbsoluteUri);
        builder.Services.AddSignalR();
        builder.Services.AddSingleton<FloorBell>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapHub<FloorHub>("/bench/floor");
        app.MapPost("/bench/floor/ring", async (string mark, IHubContext<FloorHub> hub) =>
        {
            var start = Stopwatch.GetTimestamp();
            await hub.Clients.All.SendAsync("mark", mark);
            return Results.Text(start.ToString(System.Globalization.CultureInfo.InvariantCulture));
        });
        app.MapPost("/bench/cell/ring", (string mark, FloorBell bell) =>
        {
            var start = Stopwatch.GetTimestamp();
            bell.Ring(mark);
            return Results.Text(start.ToString(System.Globalization.CultureInfo.InvariantCulture));
        });
        app.MapPost("/bench/collect", Collect);
        app.MapRazorComponents<FloorDocument>()
            .AddInteractiveServerRenderMode(o => o.DisableWebSocketCompression = true);
        await app.StartAsync(ct);
        await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Thrice, since finalisers of one round free what the next can collect.
    private static long Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}

/// <summary>A hub without a method of its own.</summary>
public sealed class FloorHub : Hub;
