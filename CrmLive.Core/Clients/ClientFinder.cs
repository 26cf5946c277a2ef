using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Data.Finding;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Clients;

/// <summary>Clients by what was typed, best first, for whoever may see them.</summary>
internal static class ClientFinder
{
    /// <param name="finishedLast">Whoever plans or looks up wants those in service; a list that filters by it does not.</param>
    public static async Task<IReadOnlyList<int>> FindClientsAsync(this CrmDbContext db, Actor actor, string typed, bool finishedLast, int take, CancellationToken ct)
    {
        if (!actor.May(ClientPermissions.View))
        {
            return [];
        }

        return await new KeyFinder(db, db.FindableClients(actor) with { OverLast = finishedLast }, take, ct).FindAsync(await db.NeedlesAsync(typed, ct));
    }

    internal static FindScope FindableClients(this CrmDbContext db, Actor actor)
    {
        var visible = db.Set<Client>().AsNoTracking().VisibleTo(actor).Select(c => new Seen { Id = c.Id, Over = c.FinishedAt != null });
        return new FindScope(FindSubject.Client, visible) { Narrow = actor.Scope == Scope.Own };
    }
}
