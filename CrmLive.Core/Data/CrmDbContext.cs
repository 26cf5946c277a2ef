using CrmLive.Core.Access;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Data;

/// <summary>One operation's view of the office. Opened by <see cref="CrmDb.Open"/>, which says who acts; knows no slice by name.</summary>
public abstract class CrmDbContext(DbContextOptions options) : DbContext(options)
{
    public Actor Actor { get; internal set; } = Actor.Nobody;

    /// <summary>Names the next save in the journal ("call.claimed" instead of "call.changed").</summary>
    public string? Happening { get; set; }

    private readonly Dictionary<IJournaled, string> _happenings = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<IJournaled> _hushed = new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<IJournaled, Actor> _doers = new(ReferenceEqualityComparer.Instance);

    internal PendingChanges Pending { get; private set; } = new();

    internal List<TrackedChange> Tracked { get; } = [];

    internal List<object> Many { get; } = [];

    /// <summary>A new row with its parts, one of thousands, written with the next save. Nothing else of that save may point at it: EF does not know of it.</summary>
    public void AddMany(object row) => Many.Add(row);

    /// <summary>Names what the next save does to this one row, where several rows of a kind go different ways.</summary>
    public void Tell(IJournaled row, string happening) => _happenings[row] = happening;

    /// <summary>Of this row's next save the journal keeps which fields changed, and neither what they were nor what they became: what is being forgotten must not be written down once more.</summary>
    public void TellNamesOnly(IJournaled row) => _hushed.Add(row);

    internal bool IsHushed(IJournaled row) => _hushed.Contains(row);

    /// <summary>Of this row's next save it was somebody else who acted: what strangers hand in at once is committed together.</summary>
    internal void ActedBy(IJournaled row, Actor actor) => _doers[row] = actor;

    internal Actor? DoerOf(IJournaled row) => _doers.GetValueOrDefault(row);

    internal string? HappeningOf(IJournaled row) => _happenings.GetValueOrDefault(row, Happening!);

    internal void ForgetHappenings()
    {
        Happening = null;
        _happenings.Clear();
        _hushed.Clear();
        _doers.Clear();
    }

    /// <summary>Writes an entry that no changed row tells of, with the next save: a sign-in, a recording played.</summary>
    public void Record(JournalEntry entry) => Pending.Journal.Add(entry);

    /// <summary>What the next save relies on: asked again of <c>@Id</c> within its transaction. Without an answer a colleague was at it too, and the save ends with <see cref="OvertakenException"/>.</summary>
    internal void OnlyIf(string statement, int id) => Relied.Add((statement, id));

    internal HashSet<(string Statement, int Id)> Relied { get; } = [];

    internal PendingChanges TakePending()
    {
        var taken = Pending;
        Pending = new();
        Relied.Clear();
        Tracked.Clear();
        Many.Clear();
        return taken;
    }

    /// <summary>Set while a save of this context holds the writer; called once, when its transaction has ended however it ended.</summary>
    internal Action? LeaveGate { get; set; }

    internal void LeaveGateOnce()
    {
        var leave = LeaveGate;
        LeaveGate = null;
        leave?.Invoke();
    }

    // EF does not tell an interceptor of every way a save can fail. Whatever it was, the transaction ends with the context, and
    // the writer must be free then, or nobody ever writes again.
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        LeaveGateOnce();
        GC.SuppressFinalize(this);
    }

    public override void Dispose()
    {
        base.Dispose();
        LeaveGateOnce();
        GC.SuppressFinalize(this);
    }

    internal void Reopen(Actor actor)
    {
        Actor = actor;
        ForgetHappenings();
        TakePending();
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saves are awaited: the journal and the totals are written with them.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<SealedText>().HaveConversion<SealedTextConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 2);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CrmDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }

            // Old rows speak of people, places and words: nothing that is spoken of is ever deleted under them.
            foreach (var key in entity.GetForeignKeys().Where(k => !k.IsOwnership && k.DeleteBehavior == DeleteBehavior.ClientSetNull))
            {
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }
        }
    }
}

public sealed class SqliteCrmDbContext(DbContextOptions<SqliteCrmDbContext> options) : CrmDbContext(options);

public sealed class PostgresCrmDbContext(DbContextOptions<PostgresCrmDbContext> options) : CrmDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // A database's own collation puts "kow" and "kox" wherever its language does; a range of beginnings wants bytes, as SQLite has them.
        modelBuilder.Entity<FindKey>().Property(k => k.Text).UseCollation("C");
    }
}
