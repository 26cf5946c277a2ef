using System.Data;
using System.Data.Common;
using System.Reflection;
using CrmLive.Core.Access;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

/// <summary>Recounts every row that counts and compares with the totals of days and months: the invariant that reports and KPI stand on.</summary>
public sealed class TotalsAudit(CrmDb crm)
{
    private static readonly MethodInfo RowsOf = typeof(TotalsAudit).GetMethod(nameof(Rows), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Empty when all is well. Reads the whole office; in one snapshot, so that it may run while people work.</summary>
    public async Task<IReadOnlyList<TotalDifference>> DifferencesAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        await using var snapshot = await SnapshotAsync(db, ct);
        var recount = new PendingChanges();
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(ICounted))))
        {
            var rows = (IQueryable<ICounted>)RowsOf.MakeGenericMethod(type.ClrType).Invoke(null, [db])!;
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
            {
                recount.Count([], row.Contributions(crm.Office.Time));
            }
        }

        var days = await db.Set<DailyTotal>().AsNoTracking().ToDictionaryAsync(
            t => new TotalKey(t.Day, t.UserId, t.InvestmentId, t.Measure),
            t => new TotalStep(t.Count, t.Seconds, t.AmountMinor), ct);
        var months = await db.Set<MonthlyTotal>().AsNoTracking().ToDictionaryAsync(
            t => new TotalKey(t.Month, t.UserId, t.InvestmentId, t.Measure),
            t => new TotalStep(t.Count, t.Seconds, t.AmountMinor), ct);
        return [.. Differences("day", days, recount.Totals), .. Differences("month", months, recount.MonthlyTotals)];
    }

    private static IEnumerable<TotalDifference> Differences(string span, Dictionary<TotalKey, TotalStep> stored, IReadOnlyDictionary<TotalKey, TotalStep> recount) => stored.Keys.Union(recount.Keys)
        .Select(key => new TotalDifference(span, key, stored.GetValueOrDefault(key), recount.GetValueOrDefault(key)))
        .Where(difference => difference.Stored != difference.Recounted);

    // Deferred on SQLite, where any other transaction is the one writer's.
    private static async Task<DbTransaction> SnapshotAsync(CrmDbContext db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        var snapshot = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await db.Database.UseTransactionAsync(snapshot, ct);
        return snapshot;
    }

    private static IQueryable<ICounted> Rows<T>(CrmDbContext db)
        where T : class, ICounted => db.Set<T>().AsNoTracking();
}

/// <summary>A total that is not what its rows come to.</summary>
public sealed record TotalDifference
{
    internal TotalDifference(string span, TotalKey key, TotalStep stored, TotalStep recounted) => (Span, Key, Stored, Recounted) = (span, key, stored, recounted);

    /// <summary>"day" or "month".</summary>
    public string Span { get; }

    internal TotalKey Key { get; }

    internal TotalStep Stored { get; }

    internal TotalStep Recounted { get; }

    public override string ToString() => $"{Span} {Key}: stored {Stored}, recounted {Recounted}";
}
