using CrmLive.Core.Common;

namespace CrmLive.Web.Live;

/// <summary>The rows of one list on one screen, and the leaf that shows each. Finds out what a new snapshot changes here. One per circuit and kind of row.</summary>
public sealed class LiveRows<TRow>(Func<TRow, int> idOf)
    where TRow : class
{
    private const int Near = 4;

    private readonly Dictionary<int, LiveRow<TRow>> _leaves = [];

    public ValueList<TRow> Rows { get; private set; } = [];

    /// <summary>Adds the leaves whose row changed to <paramref name="due"/>. True when rows came, went or changed places, and the list itself must be rendered too.</summary>
    public bool Take(ValueList<TRow> fresh, List<ILiveLeaf> due)
    {
        var former = Rows;
        Rows = fresh;
        if (ReferenceEquals(former, fresh))
        {
            return false;
        }

        var (at, samePlaces) = (0, former.Count == fresh.Count);
        for (var i = 0; i < fresh.Count; i++)
        {
            var row = fresh[i];
            // All screens share the rows of a view, and most of them are those of before: to ask the leaf of each would touch memory that no other screen touches.
            if (StoodAt(former, row, at) is { } stood)
            {
                at = stood + 1;
                continue;
            }

            // Where as many stand as before, one that moved leaves its place to one that stood elsewhere or is new, and that one is seen here.
            samePlaces = samePlaces && idOf(former[i]) == idOf(row);
            if (_leaves.GetValueOrDefault(idOf(row)) is { } leaf && leaf.Take(row))
            {
                due.Add(leaf);
            }
        }

        return !samePlaces;
    }

    /// <summary>Only a little further on: where many rows have changed, each is looked up.</summary>
    private static int? StoodAt(ValueList<TRow> former, TRow row, int from)
    {
        for (var at = from; at < former.Count && at < from + Near; at++)
        {
            if (ReferenceEquals(former[at], row))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>What the leaf is to show first.</summary>
    internal TRow Join(LiveRow<TRow> leaf)
    {
        _leaves[leaf.Id] = leaf;
        return Rows.First(row => idOf(row) == leaf.Id);
    }

    internal void Leave(LiveRow<TRow> leaf)
    {
        // A row that left and came back in one render has a new leaf before the old one is disposed of.
        if (ReferenceEquals(_leaves.GetValueOrDefault(leaf.Id), leaf))
        {
            _leaves.Remove(leaf.Id);
        }
    }
}
