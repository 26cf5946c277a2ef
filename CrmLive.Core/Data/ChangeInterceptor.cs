using System.Data.Common;
using CrmLive.Core.Common;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmLive.Core.Data;

/// <summary>
/// The one path of a change: rows, journal and totals in one transaction, doorbells after its commit.
/// Stateless; what belongs to a save lies on its context.
/// </summary>
internal sealed class ChangeInterceptor(DatabaseKind kind, WriteGate gate, ILiveBus bus, OfficeClock office, TimeProvider clock)
    : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (CrmDbContext)eventData.Context!;
        db.Tracked.Clear();
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            if (entry.Entity is IVersioned versioned && entry.State == EntityState.Modified)
            {
                versioned.Version++;
            }

            db.Tracked.Add(new TrackedChange(
                entry, entry.State, ContributionsBefore(entry), SummariesBefore(entry), KeysBefore(entry), JournalFields.Changed(entry)));
        }

        if (db.Tracked.Count == 0 && db.Pending.IsEmpty && db.Many.Count == 0)
        {
            return result;
        }

        await gate.EnterAsync(cancellationToken);
        db.LeaveGate = gate.Leave;
        try
        {
            await db.Database.BeginTransactionAsync(cancellationToken);
        }
        catch
        {
            db.LeaveGateOnce();
            throw;
        }

        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        var db = (CrmDbContext)eventData.Context!;
        if (db.Database.CurrentTransaction is not { } transaction)
        {
            return result;
        }

        IReadOnlyList<LiveEvent> rings;
        try
        {
            Collect(db);
            var connection = db.Database.GetDbConnection();
            var many = await CollectManyAsync(db, connection, transaction.GetDbTransaction(), cancellationToken);
            var summaries = Summaries(db).Concat(many.OfType<ISummarised>().SelectMany(row => row.Summaries).Select(s => (s.Summary, s.Id, true))).ToList();
            var relied = db.Relied.ToArray();
            var changes = db.TakePending();
            Sign(changes, db);
            await new SummaryWriter(connection, transaction.GetDbTransaction(), kind, clock.GetUtcNow().UtcDateTime).RefreshAsync(summaries, changes, cancellationToken);
            await OvertakenException.CheckAsync(connection, transaction.GetDbTransaction(), relied, cancellationToken);
            var seq = await ChangeWriter.WriteAsync(connection, transaction.GetDbTransaction(), changes, kind, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            rings = changes.Rings(seq);
        }
        finally
        {
            await EndAsync(db, transaction);
        }

        bus.Publish(rings);
        return result;
    }

    public override async Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default) =>
        await AbandonAsync((CrmDbContext)eventData.Context!);

    public override async Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default) =>
        await AbandonAsync((CrmDbContext)eventData.Context!);

    private static async Task AbandonAsync(CrmDbContext db)
    {
        if (db.Database.CurrentTransaction is { } transaction)
        {
            await EndAsync(db, transaction);
        }
    }

    private static async Task EndAsync(CrmDbContext db, IDbContextTransaction transaction)
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            db.TakePending();
            db.ForgetHappenings();
            db.LeaveGateOnce();
        }
    }

    private Contribution[] ContributionsBefore(EntityEntry entry) =>
        entry.State != EntityState.Added && entry.Entity is ICounted
            ? [.. ((ICounted)entry.OriginalValues.ToObject()).Contributions(office.Time)]
            : [];

    private static (Summary, int)[] SummariesBefore(EntityEntry entry) =>
        entry.State != EntityState.Added && entry.Entity is ISummarised
            ? [.. ((ISummarised)entry.OriginalValues.ToObject()).Summaries]
            : [];

    /// <summary>Of the row as it was and as it is: one that goes to another client leaves a fact with each.</summary>
    private static (Summary, int, bool)[] Summaries(CrmDbContext db) =>
    [
        .. db.Tracked.SelectMany(change => change.SummariesBefore.Select(was => (was.Summary, was.Id, false))),
        .. from change in db.Tracked
           where change.State != EntityState.Deleted && change.Entry.Entity is ISummarised
           from now in ((ISummarised)change.Entry.Entity).Summaries
           select (now.Summary, now.Id, change.State == EntityState.Added),
    ];

    private static FindKey[] KeysBefore(EntityEntry entry) =>
        entry.State != EntityState.Added && entry.Entity is IFindable ? [.. ((IFindable)entry.OriginalValues.ToObject()).FindKeys()] : [];

    private void Collect(CrmDbContext db)
    {
        foreach (var change in db.Tracked)
        {
            var entity = change.Entry.Entity;
            Collect(db.Pending, entity, change.Before, change.KeysBefore, change.State == EntityState.Deleted);
            if (entity is IJournaled journaled && (change.State != EntityState.Modified || change.Fields.Count > 0))
            {
                var told = JournalFields.Entry(journaled, change, db.HappeningOf(journaled), db.IsHushed(journaled));
                db.Pending.Journal.Add(told);
                if (db.DoerOf(journaled) is { } doer)
                {
                    db.Pending.Doers[told] = doer;
                }
            }
        }
    }

    private void Collect(PendingChanges changes, object entity, Contribution[] before, FindKey[] keysBefore, bool gone)
    {
        if (entity is ICounted counted)
        {
            changes.Count(before, gone ? [] : counted.Contributions(office.Time));
        }

        if (entity is IFindable findable)
        {
            changes.Find(keysBefore, gone ? [] : [.. findable.FindKeys()]);
        }

        if (entity is ILive live)
        {
            changes.Ring(live.Topic, live.Id);
        }
        else if (entity is IJournaled { JournalClientId: { } client })
        {
            // A part of a client rings for the client, as LiveSubjects says to whoever catches up.
            changes.Ring(LiveTopic.Clients, client);
        }
    }

    private async Task<IEnumerable<object>> CollectManyAsync(CrmDbContext db, DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        if (db.Many.Count == 0)
        {
            return [];
        }

        var rows = new NewRows(db, connection, transaction);
        await rows.WriteAsync(db.Many, ct);
        foreach (var (row, type) in rows.Written)
        {
            Collect(db.Pending, row, [], [], gone: false);
            if (rows.Entry(row, type) is { } entry)
            {
                db.Pending.Journal.Add(entry);
            }
        }

        return rows.Written.ConvertAll(written => written.Row);
    }

    private void Sign(PendingChanges changes, CrmDbContext db)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var entry in changes.Journal)
        {
            var doer = changes.Doers.GetValueOrDefault(entry, db.Actor);
            entry.At = entry.At == default ? now : entry.At;
            entry.UserId ??= doer.UserId;
            entry.Who = entry.Who is "" ? doer.Name : entry.Who;
            entry.Login ??= doer.Login;
            entry.Ip ??= doer.Ip;
            entry.Channel = doer.Channel;
        }
    }
}
