using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>A client's status by hand, and the end of their service, from the card (A16). It lives in this room because what is planned ends with it.</summary>
public sealed class ClientService(CrmDb crm)
{
    /// <summary>From the card a description is wanted too: nobody was just talking with the client.</summary>
    public Task<Saved> EndAsync(Actor actor, int clientId, int version, ServiceEnd end, CancellationToken ct) =>
        ChangeAsync(actor, clientId, version, async (db, client) =>
        {
            var desk = new ActivityDesk(db, actor, crm.Office.Time, crm.Clock.GetUtcNow().UtcDateTime);
            if (string.IsNullOrWhiteSpace(end.Description))
            {
                desk.Problems.Add(new(nameof(end.Description), ActivityProblem.DescriptionMissing));
            }

            await desk.EndServiceAsync(client, end, null, ct);
            return [.. desk.Problems];
        }, ct);

    /// <summary>Takes the client up again; why service had ended stays in the history.</summary>
    /// <param name="statusId">Where the client stands now; interested when left out.</param>
    public Task<Saved> ReopenAsync(Actor actor, int clientId, int version, int? statusId, CancellationToken ct) =>
        ChangeAsync(actor, clientId, version, async (db, client) =>
        {
            var status = statusId ?? await db.StatusIdAsync(ClientStatusKeys.Interested, ct);
            if (client.FinishedAt is null || await KeyAsync(db, status, ct) is null or ClientStatusKeys.Finished)
            {
                return [new Problem(nameof(Client.StatusId), ActivityProblem.StatusWrong)];
            }

            client.StatusId = status;
            (client.FinishedAt, client.FinishedById, client.EndReasonId, client.EndDescription) = (null, null, null, null);
            db.Tell(client, "client.service-reopened");
            return [];
        }, ct);

    /// <summary>By hand in either direction; "finished" and back have their own commands, because they ask for more.</summary>
    public Task<Saved> SetStatusAsync(Actor actor, int clientId, int version, int statusId, CancellationToken ct) =>
        ChangeAsync(actor, clientId, version, async (db, client) =>
        {
            if (client.FinishedAt is not null || await KeyAsync(db, statusId, ct) is null or ClientStatusKeys.Finished)
            {
                return [new Problem(nameof(Client.StatusId), client.FinishedAt is null ? ActivityProblem.StatusWrong : ActivityProblem.ClientFinished)];
            }

            client.StatusId = statusId;
            return [];
        }, ct);

    /// <summary>Null when there is no such status; a word of the office's own has an empty key.</summary>
    private static Task<string?> KeyAsync(CrmDbContext db, int statusId, CancellationToken ct) => db.Set<DictionaryEntry>()
        .Where(e => e.Id == statusId && e.Kind == DictionaryKind.ClientStatus && !e.Retired)
        .Select(e => e.Key ?? "")
        .FirstOrDefaultAsync(ct)!;

    private async Task<Saved> ChangeAsync(
        Actor actor, int clientId, int version, Func<CrmDbContext, Client, Task<Problem[]>> change, CancellationToken ct)
    {
        actor.Require(ClientPermissions.Edit);
        await using var db = crm.Open(actor);
        if (await db.Set<Client>().VisibleTo(actor).FirstOrDefaultAsync(c => c.Id == clientId, ct) is not { } client)
        {
            return Saved.Gone;
        }

        if (client.Version != version)
        {
            return await db.WhoWasQuickerAsync(client, ct);
        }

        return await change(db, client) is { Length: > 0 } problems ? Saved.Invalid(problems) : await db.SaveOrSayWhoAsync(client, ct);
    }
}
