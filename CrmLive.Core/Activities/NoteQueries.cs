using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Activities;

/// <summary>The notes of a client: activities without a time (A1).</summary>
public sealed class NoteQueries(CrmDb crm)
{
    public async Task<IReadOnlyList<NoteRow>> OfClientAsync(Actor actor, int clientId, int take, CancellationToken ct)
    {
        actor.Require(ActivityPermissions.View);
        await using var db = crm.Open(actor);
        return await db.Set<Activity>().VisibleTo(actor).Where(a => a.ClientId == clientId && a.Type == ActivityType.Note && a.Note != null)
            .OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).Take(take)
            .Select(a => new NoteRow(a.Id, a.CreatedAt, a.AssignedTo!.FirstName + " " + a.AssignedTo.LastName, a.Note!)).ToListAsync(ct);
    }
}

public sealed record NoteRow(int Id, DateTime At, string Who, string Text);
