using CrmLive.Core.Common;

namespace CrmLive.Core.Calls.Online;

/// <summary>Rows that are as they were stay the same objects, so that a thousand screens see at a glance which one to draw again.</summary>
internal static class Keeping
{
    public static ValueList<T> KeepingFrom<T>(this IEnumerable<T> now, ValueList<T> former, Func<T, int> id)
        where T : class
    {
        var before = new Dictionary<int, T>(former.Count);
        foreach (var row in former) before[id(row)] = row;
        var kept = now.Select(row => before.TryGetValue(id(row), out var same) && same.Equals(row) ? same : row).ToValueList();
        return kept.Equals(former) ? former : kept;
    }
}
