using CrmLive.Core.Common;

namespace CrmLive.Web.Live;

/// <summary>The rows of one list on one screen, and the leaf that shows each. Finds out what a new snapshot changes here.</summary>
public sealed class LiveRows<TRow>(Func<TRow, int> idOf)
    where TRow : class
{
    private readonly Dictionary<int, LiveRow<TRow>> _leaves = [];

    public ValueList<TRow> Rows { get; private set; } = [];

    /// <summary>True when rows came, went or changed places, and the list itself must be rendered. Otherwise the leaves that changed are added to <paramref name="due"/>.</summary>
    public bool Take(ValueList<TRow> fresh, List<ILiveLeaf> due)
    {
        var former = Rows;
        Rows = fresh;
        if (ReferenceEquals(former, fresh))
        {
            return false;
        }

        if (!SamePlaces(former, fresh))
        {
            return true;
        }

        for (var i = 0; i < fresh.Count; i++)
        {
            if (_leaves.GetValueOrDefault(idOf(fresh[i])) is { } leaf && leaf.Take(fresh[i]))
            {
                due.Add(leaf);
            }
        }

        return false;
    }

    internal void Join(LiveRow<TRow> leaf) => _leaves[idOf(leaf.Row)] = leaf;

    internal void Leave(LiveRow<TRow> leaf)
    {
        // A row that left and came back in one render has a new leaf before the old one is disposed of.
        if (ReferenceEquals(_leaves.GetValueOrDefault(idOf(leaf.Row)), leaf))
        {
            _leaves.Remove(idOf(leaf.Row));
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
