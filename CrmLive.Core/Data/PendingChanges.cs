using System.Runtime.InteropServices;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;

namespace CrmLive.Core.Data;

/// <summary>What one transaction will say: journal entries, steps of totals, and the doorbells to ring after its commit.</summary>
public sealed class PendingChanges
{
    private readonly Dictionary<TotalKey, TotalStep> _totals = [];
    private readonly HashSet<(LiveTopic, int)> _rings = [];
    private readonly HashSet<FindKey> _keysNew = [];
    private readonly HashSet<FindKey> _keysGone = [];

    public List<JournalEntry> Journal { get; } = [];

    /// <summary>Who did what an entry tells of, where it was not the actor of the save.</summary>
    internal Dictionary<JournalEntry, Actor> Doers { get; } = new(ReferenceEqualityComparer.Instance);

    internal IReadOnlyDictionary<TotalKey, TotalStep> Totals => _totals;

    /// <summary>The same steps, those of a month together.</summary>
    internal IReadOnlyDictionary<TotalKey, TotalStep> MonthlyTotals => _totals.GroupBy(t => t.Key.OfMonth())
        .ToDictionary(month => month.Key, month => month.Aggregate(default(TotalStep), (sum, t) => sum + t.Value));

    internal IReadOnlyCollection<FindKey> KeysNew => _keysNew;

    internal IReadOnlyCollection<FindKey> KeysGone => _keysGone;

    public bool IsEmpty => Journal.Count == 0 && _totals.Count == 0 && _rings.Count == 0 && _keysNew.Count == 0 && _keysGone.Count == 0;

    public void Ring(LiveTopic topic, int id) => _rings.Add((topic, id));

    /// <summary>The entity no longer contributes <paramref name="before"/> and now contributes <paramref name="after"/>.</summary>
    public void Count(IEnumerable<Contribution> before, IEnumerable<Contribution> after)
    {
        Step(before, -1);
        Step(after, +1);
    }

    /// <summary>The row was found by <paramref name="before"/> and is now found by <paramref name="after"/>.</summary>
    public void Find(IReadOnlyCollection<FindKey> before, IReadOnlyCollection<FindKey> after)
    {
        _keysGone.UnionWith(before.Except(after));
        _keysNew.UnionWith(after.Except(before));
    }

    public void Count(ICounted? before, ICounted? after, OfficeTime time) =>
        Count(before?.Contributions(time) ?? [], after?.Contributions(time) ?? []);

    internal IReadOnlyList<LiveEvent> Rings(long seq) => [.. _rings.Select(r => new LiveEvent(r.Item1, r.Item2, seq))];

    private void Step(IEnumerable<Contribution> contributions, int sign)
    {
        foreach (var c in contributions)
        {
            var key = new TotalKey(c.Day, c.UserId ?? 0, c.InvestmentId ?? 0, c.Measure);
            ref var step = ref CollectionsMarshal.GetValueRefOrAddDefault(_totals, key, out _);
            step = new TotalStep(
                step.Count + sign,
                step.Seconds + sign * c.Seconds,
                step.AmountMinor + sign * (long)decimal.Round(c.Amount * 100));
        }
    }
}

internal readonly record struct TotalKey(DateOnly Day, int UserId, int InvestmentId, Measure Measure)
{
    public TotalKey OfMonth() => this with { Day = new(Day.Year, Day.Month, 1) };
}

internal readonly record struct TotalStep(int Count, long Seconds, long AmountMinor)
{
    public bool IsNothing => this == default;

    public static TotalStep operator +(TotalStep a, TotalStep b) => new(a.Count + b.Count, a.Seconds + b.Seconds, a.AmountMinor + b.AmountMinor);
}
