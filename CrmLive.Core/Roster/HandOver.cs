using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster;

/// <summary>Clients go to another advisor, many at once: all of them or, where a colleague was quicker with one, none.</summary>
public sealed class HandOver(CrmDb crm, UserQueries users)
{
    public const int Most = 2_000;

    /// <param name="plannedToo">What is planned with them and assigned to their former advisor goes along.</param>
    public async Task<(Saved Saved, HandedOver? Done)> GiveAsync(Actor actor, IReadOnlyCollection<int> clientIds, int advisorId, bool plannedToo, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Assign);
        if (clientIds.Count is 0 or > Most || (await users.AdvisorsAsync(actor, ct)).All(a => a.Id != advisorId))
        {
            return (Saved.Invalid(new Problem("AdvisorId", clientIds.Count is 0 or > Most ? "HandOverTooMany" : "AdvisorWrong")), null);
        }

        await using var db = crm.Open(actor);
        var branch = await db.Set<User>().Where(u => u.Id == advisorId).Select(u => u.BranchId).FirstAsync(ct);
        var clients = await db.Set<Client>().VisibleTo(actor).Where(c => clientIds.Contains(c.Id) && c.AdvisorId != advisorId).ToListAsync(ct);
        if (clients.Count == 0)
        {
            return (Saved.Gone, null);
        }

        var moved = plannedToo ? await PlannedAsync(db, clients, ct) : [];
        var done = new HandedOver(advisorId,
            [.. clients.Select(c => new HandedOver.Client(c.Id, c.AdvisorId, c.BranchId))],
            [.. moved.Select(a => new HandedOver.Activity(a.Id, a.AssignedToId))]);
        foreach (var client in clients)
        {
            (client.AdvisorId, client.BranchId) = (advisorId, branch ?? client.BranchId);
            db.Tell(client, "client.handed-over");
        }

        moved.ForEach(a => a.AssignedToId = advisorId);
        var saved = await db.SaveOrSayWhoAsync(clients[0], ct);
        return (saved, saved.Ok ? done : null);
    }

    /// <summary>Undo: whoever is still with the new advisor goes back; whoever was given on since stays. Says how many went back.</summary>
    public async Task<(Saved Saved, int Back)> TakeBackAsync(Actor actor, HandedOver done, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Assign);
        await using var db = crm.Open(actor);
        var former = done.Clients.ToDictionary(c => c.Id);
        var clients = await db.Set<Client>().VisibleTo(actor).Where(c => former.Keys.Contains(c.Id) && c.AdvisorId == done.AdvisorId).ToListAsync(ct);
        if (clients.Count == 0)
        {
            return (Saved.Gone, 0);
        }

        foreach (var client in clients)
        {
            (client.AdvisorId, client.BranchId) = (former[client.Id].AdvisorId, former[client.Id].BranchId);
            db.Tell(client, "client.handed-back");
        }

        var assigned = done.Activities.ToDictionary(a => a.Id, a => a.AssignedToId);
        foreach (var activity in await db.Set<Activity>().Where(a => assigned.Keys.Contains(a.Id) && a.AssignedToId == done.AdvisorId).ToListAsync(ct))
        {
            activity.AssignedToId = assigned[activity.Id];
        }

        return (await db.SaveOrSayWhoAsync(clients[0], ct), clients.Count);
    }

    private static async Task<List<Activity>> PlannedAsync(CrmDbContext db, List<Client> clients, CancellationToken ct)
    {
        var (ids, open) = (clients.Select(c => c.Id).ToList(), ActivityStatuses.Open);
        var planned = await db.Set<Activity>().Where(a => ids.Contains(a.ClientId) && open.Contains(a.Status)).ToListAsync(ct);
        var advisors = clients.ToDictionary(c => c.Id, c => c.AdvisorId);
        return [.. planned.Where(a => advisors[a.ClientId] == a.AssignedToId)];
    }
}

/// <summary>What a hand-over did, so that it can be taken back.</summary>
public sealed record HandedOver(int AdvisorId, IReadOnlyList<HandedOver.Client> Clients, IReadOnlyList<HandedOver.Activity> Activities)
{
    public sealed record Client(int Id, int? AdvisorId, int? BranchId);

    public sealed record Activity(int Id, int AssignedToId);
}
