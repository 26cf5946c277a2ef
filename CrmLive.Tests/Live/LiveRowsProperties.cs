using System.Diagnostics.CodeAnalysis;
using CrmLive.Core.Common;
using CrmLive.Web.Live;
using FsCheck.Xunit;

namespace CrmLive.Tests.Live;

[Trait("Feature", "P6")]
public sealed class LiveRowsProperties
{
    /// <summary>What a view keeps it shares, so most rows of the next list are the very same; the second opinion compares all of them by what they say.</summary>
    [Property(MaxTest = 500)]
    public void A_row_is_rendered_when_it_says_something_else_and_the_list_when_rows_came_went_or_moved(int seed)
    {
        var random = new Random(seed);
        var rows = new LiveRows<Row>(row => row.Id);
        var leaves = new Dictionary<int, Leaf>();
        ValueList<Row> list = [];
        var next = 1;
        for (var turn = 0; turn < 12; turn++)
        {
            var former = list;
            var changed = list.Where(_ => random.Next(8) > 0).Select(row => random.Next(4) switch { 0 => row with { Says = random.Next(3) }, 1 => row with { }, _ => row }).ToList();
            for (var more = random.Next(4); more > 0; more--)
            {
                changed.Insert(random.Next(2) * random.Next(changed.Count + 1), new Row(next++, 0));
            }

            if (random.Next(5) == 0)
            {
                changed.Reverse();
            }

            list = changed.ToValueList();
            var due = new List<ILiveLeaf>();
            var anew = rows.Take(list, due);

            Assert.Equal(list.Where(row => leaves.TryGetValue(row.Id, out var leaf) && leaf.Former != row).Select(row => row.Id).Order(), due.Cast<Leaf>().Select(leaf => leaf.Id).Order());
            Assert.Equal(!former.Select(row => row.Id).SequenceEqual(list.Select(row => row.Id)), anew);
            // As the screen does: who went is gone, who came stands there, and all show what they were told.
            foreach (var gone in leaves.Values.Where(leaf => list.All(row => row.Id != leaf.Id)).ToList())
            {
                rows.Leave(gone);
                leaves.Remove(gone.Id);
            }

            foreach (var row in list)
            {
                var leaf = leaves.TryGetValue(row.Id, out var known) ? known : leaves[row.Id] = new Leaf(row.Id);
                if (known is null)
                {
                    leaf.Take(rows.Join(leaf));
                }

                leaf.Former = row;
                Assert.Equal(row, leaf.Says);
            }
        }
    }

    /// <summary>Of a list in the order of its numbers only the blocks are rendered in which somebody came or went, and the list where a whole block did.</summary>
    [Property(MaxTest = 500)]
    public void A_block_is_rendered_when_its_rows_came_or_went_and_the_list_when_a_block_did(int seed)
    {
        var random = new Random(seed);
        var rows = new LiveRows<Row>(row => row.Id);
        var shown = new Dictionary<int, (Part Block, List<int> Ids)>();
        ValueList<Row> list = [];
        var next = 1;
        for (var turn = 0; turn < 20; turn++)
        {
            var left = list.Where(_ => random.Next(12) > 0).Select(row => random.Next(5) == 0 ? row with { Says = random.Next(3) } : row);
            var fresh = Enumerable.Range(next, random.Next(5)).Reverse().Select(id => new Row(id, 0)).Where(_ => random.Next(6) > 0);
            next += 5;
            list = fresh.Concat(left).Take(20).ToValueList();
            var former = shown.Keys.OrderDescending().ToList();
            var due = new List<ILiveLeaf>();
            var anew = rows.TakeInBlocks(list, due);

            var blocks = list.GroupBy(row => LiveBlocks.Of(row.Id)).ToDictionary(block => block.Key, block => block.Select(row => row.Id).ToList());
            Assert.Equal(blocks.Keys.OrderDescending(), rows.Blocks);
            Assert.Equal(!former.SequenceEqual(rows.Blocks), anew);
            Assert.Equal(shown.Where(one => blocks.TryGetValue(one.Key, out var ids) && !ids.SequenceEqual(one.Value.Ids)).Select(one => one.Key).Order(), due.Cast<Part>().Select(part => part.Number).Order());
            foreach (var gone in shown.Keys.Except(blocks.Keys).ToList())
            {
                rows.Leave(shown[gone].Block);
                shown.Remove(gone);
            }

            foreach (var (block, ids) in blocks)
            {
                Assert.Equal(ids, rows.Of(block).ToArray().Select(row => row.Id));
                var part = shown.TryGetValue(block, out var known) ? known.Block : new Part(block);
                rows.Join(part);
                shown[block] = (part, ids);
            }
        }
    }

    public sealed record Row(int Id, int Says);

    private sealed class Part : LiveBlock<Row>
    {
        [SetsRequiredMembers]
        public Part(int number) => Number = number;
    }

    private sealed class Leaf : LiveRow<Row>
    {
        [SetsRequiredMembers]
        public Leaf(int id) => Id = id;

        public Row? Former { get; set; }
        public Row Says => Shown;
    }
}
