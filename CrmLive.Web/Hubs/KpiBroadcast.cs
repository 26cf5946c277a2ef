using System.Collections.Concurrent;
using System.Security.Claims;
using CrmLive.Core.Access;
using CrmLive.Core.Kpi;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.SignalR;

namespace CrmLive.Web.Hubs;

/// <summary>The numbers of the walls for other programs, from the very same reading; made and serialised once for all who see the same of it.</summary>
public sealed class KpiBroadcast(KpiView view, IHubContext<LiveHub, ILiveListener> hub, Visits visits, TimeProvider clock, ILogger<KpiBroadcast> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A program that does not read holds the others up no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Member> _members = new();

    internal async Task<KpiShown> JoinAsync(string connection, ClaimsPrincipal who, CancellationToken ct)
    {
        var actor = await visits.ActorOfAsync(who, ct);
        actor.Require(KpiPermissions.See);
        await LeaveAsync(connection);
        var group = GroupOf(actor)!;
        var watch = await view.WatchAsync(ct);
        // Into the group first: a change sent meanwhile is then told twice rather than never.
        _members[connection] = new Member(who, group, watch);
        await hub.Groups.AddToGroupAsync(connection, group, ct);
        if (ct.IsCancellationRequested)
        {
            // Gone while it came in: nobody else would take it out again.
            await LeaveAsync(connection);
        }

        return KpiShown.Of(view.Current, actor);
    }

    internal async Task LeaveAsync(string connection)
    {
        if (_members.TryRemove(connection, out var member))
        {
            member.Watch.Dispose();
            await hub.Groups.RemoveFromGroupAsync(connection, member.Group);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sent = view.Current;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sent.NextAsync(stoppingToken);
                var now = view.Current;
                foreach (var (group, actor) in await GroupsAsync(stoppingToken))
                {
                    await hub.Clients.Group(group).KpiChanged(KpiShown.Of(now, actor)).WaitAsync(Patience, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                sent = now;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Rights could not be read: nobody is told anything until they can.
                log.LogWarning(fault, "The numbers of the KPI could not be sent to other programs; it is tried again");
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    // Rights are asked for every change: who was given others since does not hear this one with the old.
    private async Task<Dictionary<string, Actor>> GroupsAsync(CancellationToken ct)
    {
        var groups = new Dictionary<string, Actor>();
        foreach (var (connection, member) in _members)
        {
            var actor = await visits.ActorOfAsync(member.Who, ct);
            if (GroupOf(actor) == member.Group)
            {
                groups.TryAdd(member.Group, actor);
            }
            else
            {
                await LeaveAsync(connection);
                await hub.Clients.Client(connection).KpiStale();
            }
        }

        return groups;
    }

    // All of one group see the same; null for who may not see it.
    private static string? GroupOf(Actor actor) => actor switch
    {
        _ when !actor.May(KpiPermissions.See) => null,
        { Scope: Scope.All } => "kpi",
        { Scope: Scope.Branch, BranchId: var branch } => $"kpi of branch {branch}",
        { UserId: var user } => $"kpi of user {user}",
    };

    private sealed record Member(ClaimsPrincipal Who, string Group, IDisposable Watch);
}
