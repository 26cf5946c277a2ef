using CrmLive.Core.Clients;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

internal sealed partial class ActivityDesk
{
    private const int LongestDescription = 4000;

    /// <summary>A15, A16: finished, with a reason that reports count; what is still planned is cancelled only if wished.</summary>
    public async Task EndServiceAsync(Client client, ServiceEnd end, int? except, CancellationToken ct)
    {
        if (client.FinishedAt is not null)
        {
            Problems.Add(new(nameof(ActivityDraft.ClientId), ActivityProblem.ClientFinished));
        }

        if (!await db.Set<DictionaryEntry>().AnyAsync(e => e.Id == end.ReasonId && e.Kind == DictionaryKind.EndReason && !e.Retired, ct))
        {
            Problems.Add(new(nameof(end.ReasonId), ActivityProblem.ReasonMissing));
        }

        if (end.Description is { Length: > LongestDescription })
        {
            Problems.Add(new(nameof(end.Description), ActivityProblem.TooLong));
        }

        if (Problems.Count > 0)
        {
            return;
        }

        client.StatusId = await db.StatusIdAsync(ClientStatusKeys.Finished, ct);
        (client.FinishedAt, client.FinishedById) = (now, actor.UserId);
        (client.EndReasonId, client.EndDescription) = (end.ReasonId, Clean(end.Description));
        db.Tell(client, "client.service-ended");
        if (end.CancelPlanned)
        {
            await CancelPlannedAsync(client.Id, except, ct);
        }
    }

    private async Task CancelPlannedAsync(int clientId, int? except, CancellationToken ct)
    {
        var open = ActivityStatuses.Open;
        foreach (var left in await db.Set<Activity>().Where(a => a.ClientId == clientId && a.Id != except && open.Contains(a.Status) && a.Type != ActivityType.Note).ToListAsync(ct))
        {
            left.Status = ActivityStatus.Cancelled;
            db.Tell(left, "activity.cancelled");
        }
    }
}
