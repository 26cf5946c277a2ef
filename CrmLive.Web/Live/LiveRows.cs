using CrmLive.Core.Common;

namespace CrmLive.Web.Live;

/// <summary>The rows of one list on one screen, and the leaf that shows each. Finds out what a new snapshot changes here. One per circuit and kind of row.</summary>
public sealed class LiveRows<TRow>(Func<TRow, int> idOf)
    where TRow : class
{
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

        foreach (var row in fresh)
        {
            if (_leaves.GetValueOrDefault(idOf(row)) is { } leaf && leaf.Take(row))
            {
                due.Add(leaf);
            }
        }

        return !SamePlaces(former, fresh);
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

    private bool SamePlaces(ValueList<TRow> former, ValueList<TRow> fresh)
    {
        if (former.Count != fresh.Count)
        {
            return false;
        }

        for (var i = 0; i < fresh.Count; i++)
        {
            if (idOf(former[i]) != idOf(fresh[i]))
            {
                return false;
            }
        }

        return true;
    }
}
