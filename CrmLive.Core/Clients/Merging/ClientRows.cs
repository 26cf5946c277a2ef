using System.Linq.Expressions;
using System.Reflection;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmLive.Core.Clients.Merging;

/// <summary>Every row of any slice that belongs to a client, found by the model and not by a list: a slice made tomorrow is merged too.</summary>
internal static class ClientRows
{
    private const string Column = "ClientId";

    private static readonly MethodInfo RowsOf = typeof(ClientRows).GetMethod(nameof(RowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    // The journal is never rewritten: the survivor's history reads the merged one's too.
    public static IEnumerable<IEntityType> Kinds(CrmDbContext db) => db.Model.GetEntityTypes()
        .Where(t => t.ClrType != typeof(Journal.JournalEntry) && t.FindProperty(Column) is { } column && (Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType) == typeof(int))
        .OrderBy(t => t.Name, StringComparer.Ordinal);

    public static Task<List<object>> OfClientAsync(CrmDbContext db, IEntityType kind, int clientId, CancellationToken ct) =>
        AskAsync(db, kind, Column, [clientId], ct);

    public static Task<List<object>> OfClientsAsync(CrmDbContext db, IEntityType kind, IReadOnlyList<int> clientIds, CancellationToken ct) =>
        AskAsync(db, kind, Column, clientIds, ct);

    public static Task<List<object>> ByIdAsync(CrmDbContext db, IEntityType kind, IReadOnlyList<int> ids, CancellationToken ct) =>
        AskAsync(db, kind, "Id", ids, ct);

    private static Task<List<object>> AskAsync(CrmDbContext db, IEntityType kind, string column, IReadOnlyList<int> values, CancellationToken ct) =>
        (Task<List<object>>)RowsOf.MakeGenericMethod(kind.ClrType).Invoke(null, [db, column, values, ct])!;

    private static async Task<List<object>> RowsAsync<T>(CrmDbContext db, string column, IReadOnlyList<int> values, CancellationToken ct)
        where T : class
    {
        var row = Expression.Parameter(typeof(T), "row");
        Expression id = Expression.Property(row, column);
        id = id.Type == typeof(int) ? id : Expression.Property(id, "Value");
        var wanted = values.ToList();
        var among = Expression.Call(Expression.Constant(wanted), nameof(List<int>.Contains), null, id);
        Expression<Func<T, bool>> where = Expression.Lambda<Func<T, bool>>(among, row);
        return [.. await db.Set<T>().Where(where).ToListAsync(ct)];
    }
}
