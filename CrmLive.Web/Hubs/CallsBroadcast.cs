using System.Collections.Concurrent;
using System.Security.Claims;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Live;
using CrmLive.Web.Account;
using Microsoft.AspNetCore.SignalR;

namespace CrmLive.Web.Hubs;

/// <summary>Sends each change of the shared view once to everybody who sees the same of it: it is narrowed and serialised once a group, not once a program.</summary>
public sealed class CallsBroadcast(
    SharedView<CallsNow> view, IHubContext<LiveHub, ILiveListener> hub, Visits visits, TimeProvider clock, ILogger<CallsBroadcast> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A program that does not read holds the others up no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Member> _members = new();
    private readonly ConcurrentDictionary<string, CallsShown> _shown = new();

    internal async Task<CallsShown> JoinAsync(string connection, ClaimsPrincipal who, CancellationToken ct)
    {
        var actor = await visits.ActorOfAsync(who, ct);
        actor.Require(CallPermissions.Watch);
        var group = GroupOf(actor)!;
        if (_members.TryGetValue(connection, out var former) && former.Group != group)
        {
            await hub.Groups.RemoveFromGroupAsync(connection, former.Group, ct);
        }

        // Into the group first: a change sent meanwhile is then told twice rather than never.
        _members[connection] = new Member(who, group);
        await hub.Groups.AddToGroupAsync(connection, group, ct);
        return _shown.GetOrAdd(group, _ => Shown(view.Current, actor));
    }

    internal async Task LeaveAsync(string connection)
    {
        if (_members.TryRemove(connection, out var member))
        {
            await hub.Groups.RemoveFromGroupAsync(connection, member.Group);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var snapshot = view.Current;
            try
            {
                await SendAsync(snapshot, stoppingToken);
                await snapshot.NextAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Rights could not be read: nobody is told anything until they can.
                log.LogWarning(fault, "The change of calls could not be sent to other programs; it is tried again");
                await Task.Delay(Pause, clock, stoppingToken);
            }

            await Task.Delay(Pace, clock, stoppingToken);
        }
    }

    private async Task SendAsync(Snapshot<CallsNow> snapshot, CancellationToken ct)
    {
        var groups = await GroupsAsync(ct);
        foreach (var (group, actor) in groups)
        {
            var now = Shown(snapshot, actor);
            var before = _shown.GetOrAdd(group, now);
            var change = CallsChange.Between(before, now);
            // First what a newcomer will be given, then the news of it: the other order could skip a step for them.
            if (!change.IsNothing && _shown.TryUpdate(group, now, before))
            {
                await hub.Clients.Group(group).CallsChanged(change).WaitAsync(Patience, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        foreach (var group in _shown.Keys.Where(group => !groups.ContainsKey(group) && _members.Values.All(member => member.Group != group)))
        {
            _shown.TryRemove(group, out _);
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
                await hub.Clients.Client(connection).CallsStale();
            }
        }

        return groups;
    }

    private static CallsShown Shown(Snapshot<CallsNow> snapshot, Actor actor) => new(snapshot.Version, snapshot.Value.VisibleTo(actor));

    // All of one group see the same; null for who may not watch.
    private static string? GroupOf(Actor actor) => actor switch
    {
        _ when !actor.May(CallPermissions.Watch) => null,
        { Scope: Scope.All } => "calls",
        { Scope: Scope.Branch, BranchId: var branch } => $"calls of branch {branch}",
        { UserId: var user } => $"calls of user {user}",
    };

    private sealed record Member(ClaimsPrincipal Who, string Group);
}
