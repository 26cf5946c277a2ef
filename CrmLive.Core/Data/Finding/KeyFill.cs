using System.Reflection;
using CrmLive.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data.Finding;

/// <summary>Writes the keys of every row anew where there are none: a version that spells them otherwise only has to empty their table.</summary>
internal sealed class KeyFill(CrmDb crm)
{
    private static readonly MethodInfo Set = typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var kinds = db.Model.GetEntityTypes().Select(e => e.ClrType).Where(type => type.IsAssignableTo(typeof(IFindable))).ToList();
        if (await db.Set<FindKey>().AnyAsync(ct) || kinds.TrueForAll(kind => !Rows(db, kind).Any()))
        {
            return;
        }

        // All or none: a start that is killed over it begins again, and of two nodes that start at once one finds it done.
        await using var load = await BulkLoad.BeginAsync(crm, ct);
        if (await load.IsEmptyAsync<FindKey>(ct))
        {
            await load.AddAsync(kinds.SelectMany(kind => Rows(db, kind)).SelectMany(row => row.FindKeys()), ct);
            await load.CommitAsync(ct);
        }
    }

    // Read as they come, and not all at once; the database is asked for rows of their own kind, for it knows no other.
    private static IEnumerable<IFindable> Rows(CrmDbContext db, Type kind) => (IEnumerable<IFindable>)Set.MakeGenericMethod(kind).Invoke(db, null)!;
}
