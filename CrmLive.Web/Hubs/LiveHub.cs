using System.Runtime.CompilerServices;
using System.Security.Claims;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Doorbells;
using CrmLive.Core.Kpi;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace CrmLive.Web.Hubs;

/// <summary>
/// P7: what the screens of CrmLive hear, for other programs (docs/livehub.md). Rights are asked at every step and never remembered,
/// and a token that is revoked loses its line.
/// </summary>
[Authorize]
public sealed class LiveHub(Visits visits, ILiveBus bus, DoorbellFilter filter, CatchUp catchUp, CallsBroadcast calls, KpiBroadcast kpi, TimeProvider clock)
    : Hub<ILiveListener>
{
    public const string Address = "/hubs/live";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>Doorbells of these topics from now on, a batch at a time. A ring carries an id: what changed is read over the API, with the token's own rights.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LiveEvent>> Watch(IReadOnlyList<LiveTopic> topics, [EnumeratorCancellation] CancellationToken ct)
    {
        var who = Context.User!;
        using var subscription = bus.Subscribe([.. topics.Distinct()]);
        while (!ct.IsCancellationRequested)
        {
            var rings = await subscription.ReadBatchAsync(ct);
            var heard = await filter.NarrowAsync(await visits.ActorOfAsync(who, ct), rings, ct);
            if (heard.Count > 0)
            {
                yield return heard;
            }

            await Task.Delay(Pace, clock, ct);
        }
    }

    /// <summary>For a program that was away: what changed since a sequence it has heard.</summary>
    public async Task<MissedRings> CatchUp(long since) => await catchUp.SinceAsync(await ActorAsync(), since, Context.ConnectionAborted);

    /// <summary>The calls as they are now; from here on <see cref="ILiveListener.CallsChanged"/> tells what changed.</summary>
    public async Task<CallsShown> WatchCalls()
    {
        (await ActorAsync()).Require(CallPermissions.Watch);
        return await calls.JoinAsync(Context.ConnectionId, Context.User!, Context.ConnectionAborted);
    }

    public Task UnwatchCalls() => calls.LeaveAsync(Context.ConnectionId);

    /// <summary>Facts, plans, points and ranks as they are now; from here on <see cref="ILiveListener.KpiChanged"/> tells them anew whenever they change.</summary>
    public async Task<KpiShown> WatchKpi()
    {
        (await ActorAsync()).Require(KpiPermissions.See);
        return await kpi.JoinAsync(Context.ConnectionId, Context.User!, Context.ConnectionAborted);
    }

    public Task UnwatchKpi() => kpi.LeaveAsync(Context.ConnectionId);

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await calls.LeaveAsync(Context.ConnectionId);
        await kpi.LeaveAsync(Context.ConnectionId);
    }

    private Task<Actor> ActorAsync() => visits.ActorOfAsync(Context.User ?? new ClaimsPrincipal(), Context.ConnectionAborted);
}
