using CrmLive.Core.Common;

namespace CrmLive.Web.Live;

/// <summary>The rows of one list on one screen, and the leaf that shows each. Finds out what a new snapshot changes here. One per circuit and kind of row.</summary>
public sealed class LiveRows<TRow>(Func<TRow, int> idOf)
    where TRow : class
{
    private const int Near = 4;

    private readonly Dictionary<int, LiveRow<TRow>> _leaves = [];
    private readonly Dictionary<int, LiveBlock<TRow>> _blocks = [];
    private List<Stretch> _stretches = [];

    public ValueList<TRow> Rows { get; private set; } = [];

    /// <summary>Of a list taken in blocks, the numbers of the blocks as they stand.</summary>
    public IEnumerable<int> Blocks => _stretches.Select(stretch => stretch.Block);

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

    /// <summary>For a list in the order of its numbers: a block in which rows came or went is due by itself, and the list only where whole blocks came or went.</summary>
    public bool TakeInBlocks(ValueList<TRow> fresh, List<ILiveLeaf> due)
    {
        var (rows, former) = (Rows, _stretches);
        if (!Take(fresh, due))
        {
            return false;
        }

        _stretches = Stretches(fresh);
        var sameBlocks = _stretches.Count == former.Count;
        for (var i = 0; i < _stretches.Count; i++)
        {
            var stretch = _stretches[i];
            sameBlocks = sameBlocks && former[i].Block == stretch.Block;
            if (_blocks.GetValueOrDefault(stretch.Block) is { } block && !IsSame(rows, Of(former, stretch.Block), stretch))
            {
                due.Add(block);
            }
        }

        return !sameBlocks;
    }

    private List<Stretch> Stretches(ValueList<TRow> rows)
    {
        var stretches = new List<Stretch>(_stretches.Count + 1);
        for (var i = 0; i < rows.Count; i++)
        {
            var block = LiveBlocks.Of(idOf(rows[i]));
            if (stretches.Count > 0 && stretches[^1].Block == block)
            {
                stretches[^1] = stretches[^1] with { Count = stretches[^1].Count + 1 };
            }
            else
            {
                stretches.Add(new(block, i, 1));
            }
        }

        return stretches;
    }

    private bool IsSame(ValueList<TRow> rows, Stretch former, Stretch now)
    {
        var same = former.Count == now.Count;
        for (var i = 0; same && i < now.Count; i++)
        {
            same = idOf(rows[former.From + i]) == idOf(Rows[now.From + i]);
        }

        return same;
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

    /// <summary>What stands in a block; nothing in one that is about to go.</summary>
    internal ReadOnlySpan<TRow> Of(int block)
    {
        var stretch = Of(_stretches, block);
        return Rows.AsSpan().Slice(stretch.From, stretch.Count);
    }

    // By hand, since a question with a block in it would be an object for each block of each screen.
    private static Stretch Of(List<Stretch> stretches, int block)
    {
        foreach (var stretch in stretches)
        {
            if (stretch.Block == block)
            {
                return stretch;
            }
        }

        return default;
    }

    internal void Join(LiveBlock<TRow> block) => _blocks[block.Number] = block;

    internal void Leave(LiveBlock<TRow> block)
    {
        if (ReferenceEquals(_blocks.GetValueOrDefault(block.Number), block))
        {
            _blocks.Remove(block.Number);
        }
    }

    internal void Leave(LiveRow<TRow> leaf)
    {
        // A row that left and came back in one render has a new leaf before the old one is disposed of.
        if (ReferenceEquals(_leaves.GetValueOrDefault(leaf.Id), leaf))
        {
            _leaves.Remove(leaf.Id);
        }
    }

    /// <summary>Where a block's rows stand in the list.</summary>
    private readonly record struct Stretch(int Block, int From, int Count);
}
