namespace CrmLive.Web.Hubs;

/// <summary>What became of a list's rows from one snapshot to the next. An unchanged row is the same object in both, so no row is compared twice.</summary>
internal static class Rows
{
    public static (IReadOnlyList<T> Changed, IReadOnlyList<int> Gone) Between<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, int> key)
        where T : class
    {
        if (ReferenceEquals(before, after))
        {
            return ([], []);
        }

        var left = before.ToDictionary(key);
        var changed = new List<T>();
        foreach (var row in after)
        {
            if (!left.Remove(key(row), out var former) || !ReferenceEquals(former, row) && !row.Equals(former))
            {
                changed.Add(row);
            }
        }

        return (changed, [.. left.Keys]);
    }
}
