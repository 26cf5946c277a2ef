using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

public sealed class AbsenceQueries(CrmDb crm)
{
    /// <summary>Who is away on these days, both included; why is nobody else's business. An actor of a branch sees that branch.</summary>
    /// <param name="people">Null: everybody the actor may see.</param>
    public async Task<IReadOnlyList<Away>> AwayAsync(Actor actor, DateOnly first, DateOnly last, IReadOnlyCollection<int>? people, CancellationToken ct)
    {
        await using var db = crm.Open(actor);
        var absences = db.Set<Absence>().AsNoTracking().Where(a => a.From <= last && a.To >= first && !a.User!.Retired);
        absences = actor.Scope switch
        {
            Scope.All => absences,
            Scope.Branch => absences.Where(a => a.User!.BranchId == actor.BranchId),
            _ => absences.Where(a => a.UserId == actor.UserId),
        };
        if (people is not null)
        {
            absences = absences.Where(a => people.Contains(a.UserId));
        }

        return await absences.OrderBy(a => a.From).ThenBy(a => a.Id)
            .Select(a => new Away(a.UserId, a.User!.FirstName + " " + a.User.LastName, a.From, a.To))
            .ToListAsync(ct);
    }
}

/// <summary>Somebody's days away, both included.</summary>
public sealed record Away(int UserId, string Name, DateOnly First, DateOnly Last);
