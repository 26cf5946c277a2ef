namespace CrmLive.Core.Calls;

/// <summary>Two people write into one note at once: each one's edit of the text they started from is kept; where they overlap, the later writer's stands.</summary>
public static class NoteMerge
{
    public static string Of(string basedOn, string mine, string theirs)
    {
        if (theirs == basedOn || mine == theirs) return mine;
        if (mine == basedOn) return theirs;

        var (first, second) = (Edit.From(basedOn, theirs), Edit.From(basedOn, mine));
        if (first.Start > second.Start || (first.Start == second.Start && first.End > second.End)) (first, second) = (second, first);
        // Both at the same spot, as when both go on at the end: one after the other, theirs having been there first.
        return first.End <= second.Start
            ? string.Concat(basedOn[..first.Start], first.Text, basedOn[first.End..second.Start], second.Text, basedOn[second.End..])
            : mine;
    }

    /// <summary>What was done to a text, as one replaced stretch.</summary>
    private readonly record struct Edit(int Start, int End, string Text)
    {
        public static Edit From(string before, string after)
        {
            var start = 0;
            while (start < before.Length && start < after.Length && before[start] == after[start]) start++;
            var same = 0;
            while (same < before.Length - start && same < after.Length - start && before[^(same + 1)] == after[^(same + 1)]) same++;
            return new(start, before.Length - same, after[start..(after.Length - same)]);
        }
    }
}
